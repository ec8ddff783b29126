/*
 * The optimized integrations of Step Functions: services, actions, patterns.
 * As of 2026-11-22. Sources: https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html and the pages
 * of the services behind it.
 */

/** How a task ends: with the answer to its request, with the job it started, or with a task token sent back. */
export type IntegrationPattern = "request" | "sync" | "sync:2" | "callback";

/** The services with optimized integrations, as a `Resource` writes them: "glue", "elasticmapreduce". */
export function optimizedServices(): string[] {
  return Object.keys(optimized);
}

/** The actions of such a service; `undefined` if the service has none. */
export function optimizedActions(service: string): string[] | undefined {
  const actions = actionsOf(service);
  return actions && Object.keys(actions);
}

/** The patterns of an action; `undefined` if the service or the action is not known. */
export function patternsOf(service: string, action: string): readonly IntegrationPattern[] | undefined {
  const actions = actionsOf(service);
  const patterns = actions !== undefined && Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (patterns === undefined) return undefined;
  let list = lists.get(patterns);
  if (list === undefined) {
    list = patterns.split(" ") as IntegrationPattern[]; // the table holds nothing else; its test checks it
    lists.set(patterns, list);
  }
  return list;
}

/** The table says the same of many actions, and definitions name few of them often. */
const lists = new Map<string, readonly IntegrationPattern[]>();

function actionsOf(service: string): Readonly<Record<string, string>> | undefined {
  // AWS's pages spell it with and without a hyphen.
  const name = service === "bedrock-agentcore" ? "bedrockagentcore" : service;
  return Object.hasOwn(optimized, name) ? optimized[name] : undefined;
}

/** Whether AWS's pages contradict one another on a pattern, so that nobody can say that it does not exist. */
export function isDisputed(service: string, pattern: IntegrationPattern): boolean {
  return pattern === "callback" && (service === "bedrock" || service === "eks");
}

/**
 * The name of a call in the words of the SDK integrations, "emr:runJobFlow" for `elasticmapreduce:createCluster`; the
 * data of this folder use it. What the SDK does not have, such as `eks:runJob`, keeps its name.
 */
export function sdkNameOf(service: string, action: string): string {
  const call = `${service}:${action}`;
  return sdkCalls.get(call) ?? `${sdkServices.get(service) ?? service}:${action}`;
}

/**
 * The optimized integration of a service that the SDK integrations call by that name, "elasticmapreduce" for "emr";
 * mostly the same name. `undefined` if it has none.
 */
export function optimizedNameOf(sdkService: string): string | undefined {
  return optimizedServices().find((service) => (sdkServices.get(service) ?? service) === sdkService);
}

const sdkServices: ReadonlyMap<string, string> = new Map([
  ["emr-containers", "emrcontainers"],
  ["emr-serverless", "emrserverless"],
  ["elasticmapreduce", "emr"],
  ["events", "eventbridge"],
  ["states", "sfn"],
]);

const sdkCalls: ReadonlyMap<string, string> = new Map([
  ["bedrock:invokeModel", "bedrockruntime:invokeModel"],
  ["elasticmapreduce:addStep", "emr:addJobFlowSteps"],
  ["elasticmapreduce:cancelStep", "emr:cancelSteps"],
  ["elasticmapreduce:createCluster", "emr:runJobFlow"],
  ["elasticmapreduce:modifyInstanceFleetByName", "emr:modifyInstanceFleet"],
  ["elasticmapreduce:modifyInstanceGroupByName", "emr:modifyInstanceGroups"],
  ["elasticmapreduce:setClusterTerminationProtection", "emr:setTerminationProtection"],
  ["elasticmapreduce:terminateCluster", "emr:terminateJobFlows"],
]);

// biome-ignore format: one service a line
const optimized: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  apigateway: { invoke: "request callback" },
  athena: { startQueryExecution: "request sync", stopQueryExecution: "request", getQueryExecution: "request", getQueryResults: "request" },
  batch: { submitJob: "request sync" },
  bedrock: { invokeModel: "request", createModelCustomizationJob: "request sync" },
  bedrockagentcore: { invokeHarness: "request" },
  codebuild: { startBuild: "request sync", stopBuild: "request", batchDeleteBuilds: "request", batchGetReports: "request", startBuildBatch: "request sync", stopBuildBatch: "request", retryBuildBatch: "request sync", deleteBuildBatch: "request" },
  dynamodb: { getItem: "request", putItem: "request", deleteItem: "request", updateItem: "request" },
  ecs: { runTask: "request sync callback" },
  eks: { createCluster: "request sync", deleteCluster: "request sync", createNodegroup: "request sync", deleteNodegroup: "request sync", createFargateProfile: "request sync", deleteFargateProfile: "request sync", runJob: "request sync", call: "request" },
  elasticmapreduce: { createCluster: "request sync", setClusterTerminationProtection: "request", terminateCluster: "request sync", addStep: "request sync", cancelStep: "request", modifyInstanceFleetByName: "request", modifyInstanceGroupByName: "request" },
  "emr-containers": { createVirtualCluster: "request", deleteVirtualCluster: "request sync", startJobRun: "request sync" },
  "emr-serverless": { createApplication: "request sync", startApplication: "request sync", stopApplication: "request sync", deleteApplication: "request sync", startJobRun: "request sync", cancelJobRun: "request sync" },
  events: { putEvents: "request callback" },
  glue: { startJobRun: "request sync" },
  databrew: { startJobRun: "request sync" },
  lambda: { invoke: "request callback" },
  mediaconvert: { createJob: "request sync" },
  sagemaker: { createEndpoint: "request", createEndpointConfig: "request", createModel: "request", updateEndpoint: "request", createHyperParameterTuningJob: "request sync", createLabelingJob: "request sync", createProcessingJob: "request sync", createTrainingJob: "request sync", createTransformJob: "request sync" },
  sns: { publish: "request callback" },
  sqs: { sendMessage: "request callback" },
  states: { startExecution: "request sync callback sync:2" },
  http: { invoke: "request" },
};
