import { describe, expect, it, test } from "vitest";
import rule from "../../src/rules/no-secret.ts";
import { testRule } from "../../src/testing.ts";
import { hostedReports, templatePlaces } from "../helpers/hosted.ts";

const calling = (parameters: string) => `
StartAt: Call
States:
  Call:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters: { FunctionName: print, Payload: { ${parameters} } }
    End: true
`;

// In pieces, so that nothing that scans this file takes them for real ones.
const shapes: readonly [what: string, start: string, rest: string][] = [
  ["an access key of AWS", "AKIA", "Q3EGRIZ7LWX2B5NT"],
  ["an access key of AWS", "ASIA", "Q3EGRIZ7LWX2B5NT"],
  ["a token of GitHub", "ghp_", "k2J9sQ1xZ8vB4nM7wR3tY6uE5pA0dF"],
  ["a token of GitHub", "github_pat_", "11AB2CD3EF4gh5Ij6Kl7Mn"],
  ["a token of Slack", "xoxb-", "81726354901-k2J9sQ1xZ8v"],
  ["a live key of Stripe", "sk_live_", "k2J9sQ1xZ8vB4nM7"],
  ["an API key of Google", "AIza", "SyB4nM7wR3tY6uE5pA0dFk2J9sQ1xZ8vHgT"],
  ["a private key", "-----BEGIN RSA PRIVATE KEY-----", ""],
  ["a signed token", "eyJ", "hbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.k2J9sQ1xZ8vB4nM7wR3"],
  ["a bearer token", "Bearer ", "k2J9sQ1xZ8vB4nM7wR3t"],
  ["a name and password in Base64", "Basic ", "cHJpbnRlcjppbms0Mg=="],
  ["a password in a URL", "amqps://printer:", "k2J9sQ1x@"],
];

describe("no-secret, by the shape", () => {
  test.each(shapes)("finds %s, %s…, and does not repeat it", (what, start, rest) => {
    expect(hostedReports(rule, calling(`text: "${start}${rest}"`), {})).toEqual([
      { messageId: "shape", text: `${start}${rest}`, data: { what, start }, changed: [] },
    ]);
  });

  it("finds it inside an expression, a comment and text with a placeholder", () => {
    const key = ["AKIA", "Q3EGRIZ7LWX2B5NT"].join("");
    const places = [`"States.Format('{}', '${key}')"`, `"see ${key}"`, `"\${Stage} ${key}"`];
    for (const place of places) {
      expect(hostedReports(rule, calling(`text: ${place}`), {})).toMatchObject([{ text: key }]);
    }
  });

  test.each([
    ["AKIA", "IOSFODNN7EXAMPLE"],
    ["AKIA", "AAAAAAAAAAAAAAAA"],
    ["ghp_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
    ["Bearer ", "${Token}"],
    ["Bearer ", "YOUR_TOKEN_GOES_HERE_1"],
    ["Bearer ", "{}"],
    ["Basic ", "understanding"],
    ["postgres://", "printer:${Password}@db.local"],
    ["postgres://", "printer:password@db.local"],
    ["https://", "print.example.com:8080/@ink"],
    ["pk_live_", "k2J9sQ1xZ8vB4nM7"],
  ])("accepts %s%s", (start, rest) => {
    expect(hostedReports(rule, calling(`text: "${start}${rest}"`), {})).toEqual([]);
  });
});

describe("no-secret, by the name of the field", () => {
  test.each([
    ["password", "Pr1nt3r!Ink"],
    ["MasterUserPassword", "Pr1nt3rInk"],
    ["DB_PASSWORD", "k2J9-sQ1x"],
    ["x-api-key", "k2J9sQ1xZ8vB4nM7wR3t"],
    ["apiKey", "5e0f1c2a-9b3d-4c7e-8f60"],
    ["clientSecret", "k2J9sQ1xZ8vB4nM7wR3t"],
    ["SecretString", "k2J9sQ1xZ8vB4nM7wR3t"],
    ["accessToken", "k2J9sQ1xZ8vB4nM7wR3t"],
  ])("finds %s: %s", (name, secret) => {
    expect(hostedReports(rule, calling(`${name}: "${secret}"`), {})).toEqual([
      { messageId: "field", text: `"${secret}"`, data: { name, length: secret.length }, changed: [] },
    ]);
  });

  it("finds it beside its name", () => {
    const code = calling(
      'Environment: [{ Name: DB_PASSWORD, Value: "Pr1nt3r!Ink" }, { Name: STAGE, Value: "Pr1nt3r!Ink" }]',
    );
    expect(hostedReports(rule, code, {})).toMatchObject([{ data: { name: "DB_PASSWORD" } }]);
  });

  test.each([
    ["password", "${Password}"],
    ["password", "changeme-1234!"],
    ["password", "prod/printer-password2"],
    ["password", "DB_PASSWORD_1"],
    ["password", "{{resolve:secretsmanager:printer:SecretString:password}}"],
    ["password", "short1!"],
    ["password.$", "$.login.password1"],
    ["secret", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:printer-a1B2c3"],
    ["SecretId", "printer-k2J9sQ1xZ8v"],
    ["TaskToken", "k2J9sQ1xZ8vB4nM7wR3t"],
    ["NextToken", "k2J9sQ1xZ8vB4nM7wR3t"],
    ["ClientRequestToken", "k2J9sQ1xZ8vB4nM7wR3t"],
    ["token", "5e0f1c2a-9b3d-4c7e-8f60-1a2b3c4d5e6f"],
    ["PasswordPolicy", "Min8Upper1Digit2"],
    ["tokens", "k2J9sQ1xZ8vB4nM7wR3t"],
    ["PartitionKey", "k2J9sQ1xZ8vB4nM7wR3t"],
    ["token", "{% $states.input.token2 %}"],
  ])("accepts %s: %s", (name, text) => {
    expect(hostedReports(rule, calling(`${name}: "${text}"`), {})).toEqual([]);
  });
});

testRule("no-secret", rule, {
  valid: [
    {
      name: "hosts that only a private net knows, names of schemas, data",
      code: `
StartAt: Data
States:
  Data: { Type: Pass, Result: { url: "http://shop.com/1" }, Next: Call }
  Call:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters:
      FunctionName: call
      Payload:
        Endpoint: http://localhost:3000
        endpointUrl: http://10.0.3.7/print
        url: http://printer:8080
        webhook: http://internal-printer-1.eu-west-1.elb.amazonaws.com
        uri: http://www.w3.org/2001/XMLSchema
        otherUrl: "http://\${Host}/print"
        namespaceUri: http://schema.shop.com
        text: http://shop.com
    End: true
`,
    },
    {
      name: "the endpoint of an HTTP task, which takes none",
      code: `
StartAt: Call
States:
  Call:
    Type: Task
    Resource: arn:aws:states:::http:invoke
    Parameters: { ApiEndpoint: http://shop.com, Method: GET, InvocationConfig: { ConnectionArn: x } }
    End: true
`,
    },
  ],
  invalid: [
    {
      name: "a URL that is called without encryption",
      code: calling('webhookUrl: «"http://print.shop.com/hook"»'),
      problems: [
        {
          messageId: "plain",
          suggestions: [{ messageId: "encrypt", output: calling('webhookUrl: "https://print.shop.com/hook"') }],
        },
      ],
    },
    {
      name: "a text that an alias repeats once",
      code: `
StartAt: One
States:
  One: { Type: Pass, Result: &login { password: «"Pr1nt3r!Ink"» }, Next: Two }
  Two: { Type: Pass, Result: *login, End: true }
`,
      file: "machine.asl.yaml",
      problems: [{ messageId: "field", data: { name: "password", length: 11 } }],
    },
  ],
});

it("reads what Fn::Sub leaves as it is", () => {
  const key = ["AKIA", "Q3EGRIZ7LWX2B5NT"].join("");
  const code = `Resources:
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: { StartAt: Note, States: { Note: { Type: Pass, Result: { text: !Sub "\${AWS::Region} ${key}" }, End: true } } }
`;
  expect(templatePlaces(rule, code)).toEqual([`shape at ${key}`]);
});
