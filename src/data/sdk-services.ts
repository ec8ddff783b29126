/*
 * The services that Step Functions calls through the AWS SDK, and the actions of theirs that it does not support.
 * As of 2026-11-22. Source: https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html, read up
 * to WorkMailMessageFlow.
 */

/** The services as a `Resource` writes them behind `aws-sdk:`, "cognitoidentityprovider". */
export function sdkServices(): ReadonlySet<string> {
  services ??= new Set(PREFIXES.trim().toLowerCase().split(/\s+/));
  return services;
}

/** Whether AWS lists the service. Names behind the last one that was read count as listed: nobody knows here. */
export function isListedSdkService(service: string): boolean {
  return service > LAST_READ || sdkServices().has(service);
}

/** The name of a service that goes by another name elsewhere, such as in the CLI: "stepfunctions" is "sfn". */
export function usualSdkService(name: string): string | undefined {
  return OTHER_NAMES.get(name);
}

/** Whether AWS says that Step Functions does not support the action, "sts", "assumeRole". */
export function isUnsupportedSdkAction(service: string, action: string): boolean {
  unsupported ??= new Map(
    UNSUPPORTED.trim()
      .split("\n")
      .map((line) => {
        const [name = "", ...actions] = line.split(/:? /);
        return [name, new Set(actions)];
      }),
  );
  return unsupported.get(service)?.has(action.charAt(0).toUpperCase() + action.slice(1)) ?? false;
}

let services: ReadonlySet<string> | undefined;
let unsupported: ReadonlyMap<string, ReadonlySet<string>> | undefined;

const LAST_READ = "workmailmessageflow";

/** The prefixes of their exceptions, which are their names with capitals; kept as text until somebody asks. */
const PREFIXES = `
AccessAnalyzer Account Acm AcmPca AiOps Amp Amplify AmplifyBackend AmplifyUiBuilder ApiGateway ApiGatewayV2 AppConfig
AppConfigData AppFabric Appflow AppIntegrations ApplicationAutoScaling ApplicationCostProfiler ApplicationDiscovery
ApplicationInsights ApplicationSignals AppMesh AppRunner AppStream AppSync ArcRegionSwitch ArcZonalShift Athena
AuditManager AutoScaling AutoScalingPlans B2Bi Backup BackupGateway BackupSearch Batch BcmDashboards BcmDataExports
BcmPricingCalculator BcmRecommendedActions Bedrock BedrockAgent BedrockAgentCore BedrockAgentCoreControl
BedrockAgentRuntime BedrockDataAutomation BedrockDataAutomationRuntime BedrockRuntime Billing Billingconductor Braket
Budgets Chime ChimeSdkIdentity ChimeSdkMediaPipelines ChimeSdkMeetings ChimeSdkMessaging ChimeSdkVoice CleanRooms
CleanRoomsMl Cloud9 CloudControl CloudDirectory CloudFormation CloudFront CloudFrontKeyValueStore CloudHsm CloudHsmV2
CloudSearch CloudTrail CloudTrailData CloudWatch CloudWatchLogs Codeartifact CodeBuild CodeCatalyst CodeCommit
CodeConnections CodeDeploy CodeGuruProfiler CodeGuruReviewer CodeGuruSecurity CodePipeline CodeStarConnections
CodestarNotifications CognitoIdentity CognitoIdentityProvider CognitoSync Comprehend ComprehendMedical ComputeOptimizer
ComputeOptimizerAutomation Config Connect ConnectCampaigns ConnectCampaignsV2 ConnectCases ConnectContactLens
ConnectHealth ConnectParticipant ControlCatalog ControlTower CostAndUsageReport CostExplorer CostOptimizationHub
CustomerProfiles DatabaseMigration DataBrew DataExchange DataPipeline DataSync DataZone Dax Deadline Detective
DeviceFarm DevOpsAgent DevOpsGuru DirectConnect Directory DirectoryServiceData Dlm DocDb DocDbElastic Drs Dsql DynamoDb
DynamoDbStreams Ebs Ec2 Ec2InstanceConnect Ecr EcrPublic Ecs Efs Eks EksAuth ElastiCache ElasticBeanstalk
ElasticInference ElasticLoadBalancing ElasticLoadBalancingV2 Elasticsearch ElementalInference Emr EmrContainers
EmrServerless EntityResolution EventBridge Finspace FinspaceData Firehose Fis Fms Forecast Forecastquery FraudDetector
FreeTier FSx GameLift GameLiftStreams GeoMaps GeoPlaces GeoRoutes Glacier Glue Grafana Greengrass GreengrassV2
GroundStation GuardDuty Health HealthLake Iam Identitystore Imagebuilder Inspector2 InspectorScan Interconnect
InternetMonitor Invoicing Iot IoTAnalytics IotDeviceAdvisor IotEvents IotEventsData IoTFleetWise IotJobsDataPlane
IotManagedIntegrations IoTSecureTunneling IoTSiteWise IoTThingsGraph IoTTwinMaker IotWireless Ivs Ivschat IvsRealTime
Kafka KafkaConnect Kendra KendraRanking Keyspaces KeyspacesStreams Kinesis KinesisAnalytics KinesisAnalyticsV2
KinesisVideo KinesisVideoArchivedMedia KinesisVideoMedia KinesisVideoSignaling KinesisVideoWebRtcStorage Kms
LakeFormation Lambda LambdaCore LambdaMicrovms LaunchWizard LexModelsV2 LexRuntimeV2 LicenseManager
LicenseManagerLinuxSubscriptions LicenseManagerUserSubscriptions Lightsail Location LookoutEquipment LookoutVision M2
Macie2 MailManager ManagedBlockchain ManagedBlockchainQuery MarketplaceCatalog MarketplaceCommerceAnalytics
MarketplaceDiscovery MarketplaceEntitlement MarketplaceMetering MarketplaceReporting MediaConnect MediaConvert MediaLive
MediaPackage MediaPackageV2 MediaPackageVod MediaStore MediaTailor MedicalImaging MemoryDb Mgn MigrationHub
MigrationHubConfig MigrationHubOrchestrator MigrationHubRefactorSpaces MigrationHubStrategy Mpa Mq MTurk Mwaa
MwaaServerless Neptune NeptuneGraph NetworkFirewall NetworkFlowMonitor NetworkManager NetworkMonitor
NotificationsContacts NovaAct Oam ObservabilityAdmin Odb Omics OpenSearch OpenSearchServerless OpsWorksCm Organizations
Osis Outposts Panorama PartnerCentralAccount PartnerCentralBenefits PartnerCentralChannel
PartnerCentralRevenueMeasurement PartnerCentralSelling PaymentCryptography PaymentCryptographyData PcaConnectorAd
PcaConnectorScep Pcs Personalize PersonalizeEvents PersonalizeRuntime Pi Pinpoint PinpointEmail PinpointSmsVoice
PinpointSmsVoiceV2 Pipes Polly Pricing PrivateNetworks Proton QApps QBusiness QConnect QuickSight Ram Rbin Rds RdsData
Redshift RedshiftData RedshiftServerless Rekognition Resiliencehub Resiliencehubv2 ResourceExplorer2 ResourceGroups
ResourceGroupsTaggingApi RolesAnywhere Route53 Route53Domains Route53GlobalResolver Route53Profiles
Route53RecoveryCluster Route53RecoveryControlConfig Route53RecoveryReadiness Route53Resolver RtbFabric Rum S3 S3Control
S3Files S3Outposts S3Tables S3Vectors SageMaker SageMakerA2IRuntime SageMakerFeatureStoreRuntime SageMakerGeospatial
SagemakerJobRuntime SageMakerMetrics SageMakerRuntime SageMakerRuntimeHttp2 Savingsplans Scheduler Schemas
SecretsManager SecurityAgent SecurityHub SecurityIr SecurityLake ServerlessApplicationRepository ServiceCatalog
ServiceCatalogAppRegistry ServiceDiscovery ServiceQuotas Ses SesV2 Sfn Shield Signer SignerData Signin SimpleDbV2
SimSpaceWeaver Sms Snowball SnowDeviceManagement Sns SocialMessaging Sqs Ssm SsmContacts SsmGuiConnect SsmIncidents
SsmQuickSetup SsmSap Sso SsoAdmin SsoOidc StorageGateway Sts SupplyChain Support SupportApp SupportAuthz Sustainability
Swf Synthetics TaxSettings Textract TimestreamInfluxDb TimestreamQuery TimestreamWrite Tnb Transcribe Transfer Translate
TrustedAdvisor Uxc VerifiedPermissions VoiceId VpcLattice Waf WafRegional Wafv2 WellArchitected Wickr Wisdom WorkDocs
WorkMail WorkMailMessageFlow`;

// The page also names about twenty retired actions of Security Lake.
const UNSUPPORTED = `
applicationdiscovery: DescribeExportConfigurations ExportConfigurations
dsql: CreateMultiRegionClusters DeleteMultiRegionClusters
bedrockagentcore: InvokeCodeInterpreter InvokeAgentRuntimeCommand InvokeHarness
bedrockruntime: InvokeModelWithResponseStream ConverseStream InvokeModelWithBidirectionalStream
bedrockagentruntime: AgenticRetrieveStream InvokeAgent InvokeFlow InvokeInlineAgent OptimizePrompt RetrieveAndGenerateStream
cloudwatchlogs: StartLiveTail GetLogObject
codedeploy: BatchGetDeploymentInstances GetDeploymentInstance ListDeploymentInstances SkipWaitTimeForInstanceTermination
comprehendmedical: DetectEntities
connecthealth: StartMedicalScribeListeningSession
dataexchange: SendApiAsset
devopsagent: SendMessage
directconnect: AllocateConnectionOnInterconnect DescribeConnectionLoa DescribeConnectionsOnInterconnect DescribeInterconnectLoa
efs: CreateTags
emr: DescribeJobFlows
iot: AttachPrincipalPolicy ListPrincipalPolicies DetachPrincipalPolicy ListPolicyPrincipals
iotdeviceadvisor: ListTestCases
iotsitewise: InvokeAssistant
kinesis: SubscribeToShard
lambda: InvokeAsync InvokeWithResponseStream
lexruntimev2: StartConversation
mediapackage: RotateChannelCredentials
polly: StartSpeechSynthesisStream
qbusiness: Chat
rdsdata: ExecuteSql
s3: SelectObjectContent
s3control: SelectObjectContent
sagemakerruntime: InvokeEndpointWithResponseStream
sagemakerruntimehttp2: InvokeEndpointWithBidirectionalStream
securityhub: ConnectorRegistrationsV2
shield: DeleteSubscription
sts: AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity`;

const OTHER_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    stepfunctions: "sfn",
    states: "sfn",
    events: "eventbridge",
    logs: "cloudwatchlogs",
    cognitoidp: "cognitoidentityprovider",
    "cognito-idp": "cognitoidentityprovider",
    dms: "databasemigration",
    cur: "costandusagereport",
    ce: "costexplorer",
    elbv2: "elasticloadbalancingv2",
    elasticmapreduce: "emr",
    "emr-containers": "emrcontainers",
    "emr-serverless": "emrserverless",
    "redshift-data": "redshiftdata",
    "rds-data": "rdsdata",
    "bedrock-runtime": "bedrockruntime",
    "bedrock-agent": "bedrockagent",
    "bedrock-agent-runtime": "bedrockagentruntime",
    "acm-pca": "acmpca",
    es: "elasticsearch",
    ds: "directory",
    discovery: "applicationdiscovery",
    "sagemaker-runtime": "sagemakerruntime",
    "servicecatalog-appregistry": "servicecatalogappregistry",
    serverlessrepo: "serverlessapplicationrepository",
  }),
);
