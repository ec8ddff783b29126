import { describe, expect, it, test } from "vitest";
import { apiOf, parseResource } from "../../src/asl/resource.ts";
import { isDisputed, optimizedActions, optimizedServices, patternsOf } from "../../src/data/integrations.ts";
import { pollPairTable } from "../../src/data/poll-pair-table.ts";
import { allPollPairs, pairsStartedBy, pollPairsOf } from "../../src/data/poll-pairs.ts";
import { maxHistoryEvents, pricedRegions, transitionPrice } from "../../src/data/prices.ts";

describe("pairs of start and poll", () => {
  it("are all there, one for each call that starts work", () => {
    expect(allPollPairs()).toHaveLength(241);
    expect(new Set(allPollPairs().map(({ start }) => start)).size).toBe(241);
  });

  it("are found by either call", () => {
    const [pair] = pairsStartedBy("glue:startJobRun");
    expect(pollPairsOf("glue:getJobRun")).toEqual([pair]);
    expect(pollPairsOf("glue:getJobRuns")[0]).toBe(pair);
    expect(pair).toMatchObject({ sync: "glue:startJobRun.sync", events: [], confirmed: true });
    expect(pair?.sources).toEqual(["https://docs.aws.amazon.com/step-functions/latest/dg/connect-glue.html"]);
    expect(pair?.polls[0]).toEqual({
      action: "glue:getJobRun",
      path: "JobRun.JobRunState",
      running: ["STARTING", "RUNNING", "STOPPING", "WAITING"],
      success: ["SUCCEEDED"],
      partial: [],
      failure: ["FAILED", "TIMEOUT", "ERROR", "STOPPED", "EXPIRED"],
      stopped: [],
      result: undefined,
      goneErrorCode: undefined,
      untold: false,
      match: "equals",
    });
  });

  it("are several where one call asks for the state of several works", () => {
    expect(pollPairsOf("eks:describeCluster").map(({ start }) => start)).toEqual(
      expect.arrayContaining(["eks:createCluster", "eks:deleteCluster"]),
    );
  });

  it("are none for a call that nobody polls with", () => {
    expect(pollPairsOf("s3:putObject")).toEqual([]);
    expect(pairsStartedBy("constructor")).toEqual([]);
  });

  it("name calls, and the integration that waits for the same call", () => {
    for (const { start, sync, polls } of allPollPairs()) {
      for (const call of [start, ...polls.map(({ action }) => action)]) expect(call).toMatch(/^[a-z0-9]+:[a-z]\w+$/);
      if (sync === undefined) continue;
      const resource = parseResource(`arn:aws:states:::${sync}`);
      expect(apiOf(resource)).toBe(start);
      if (resource.kind !== "integration") throw new Error(sync);
      expect(patternsOf(resource.service, resource.action)).toContain(resource.suffix.slice(1));
    }
  });

  it("say at least where the state stands", () => {
    for (const { polls } of allPollPairs()) {
      expect(polls.length).toBeGreaterThan(0);
      for (const poll of polls) {
        expect(poll.path).toMatch(/^[A-Z]\w*(\[\*\])?(\.[A-Z]\w*(\[\*\])?)*$/);
        const values = [poll.running, poll.success, poll.partial, poll.failure, poll.stopped].flat();
        expect(values).not.toContain("");
        expect(new Set(values).size).toBe(values.length);
      }
    }
  });

  it("hold outcomes, deletions and events", () => {
    expect(pollPairsOf("glue:getCrawler")[0]?.polls[0]?.result).toEqual({
      path: "Crawler.LastCrawl.Status",
      success: ["SUCCEEDED"],
      failure: ["FAILED", "CANCELLED"],
    });
    expect(pairsStartedBy("eks:deleteCluster")[0]?.polls[0]?.goneErrorCode).toBe("ResourceNotFoundException");
    expect(pairsStartedBy("textract:startDocumentAnalysis")[0]?.events).toEqual([
      { via: "sns", parameter: "NotificationChannel", fields: ["SnsTopicArn", "RoleArn"] },
    ]);
    expect(pairsStartedBy("redshiftdata:executeStatement")[0]?.events).toEqual([
      {
        via: "eventbridge",
        source: "aws.redshift-data",
        detailTypes: ["Redshift Data Statement Status Change"],
        eventNames: [],
        field: "state",
        success: ["FINISHED"],
        failure: ["FAILED", "ABORTED"],
        where: {},
        flag: "WithEvent",
        setting: undefined,
        of: undefined,
        each: undefined,
      },
    ]);
  });

  it("say which work is soon over, and which events are about a part of it", () => {
    const started = (action: string) => pairsStartedBy(action)[0];
    expect(started("ec2:createVolume")?.brief).toBe(true);
    expect(started("ec2:createSnapshot")?.brief).toBe(false);
    expect(started("ec2:runInstances")?.polls.map(({ untold }) => untold)).toEqual([false, true]);
    expect(started("glue:startWorkflowRun")?.events[0]).toMatchObject({ of: "its last job", each: undefined });
    expect(started("transfer:startFileTransfer")?.events[0]).toMatchObject({ of: undefined, each: "file" });
  });

  it("use no key that the reader does not know", () => {
    const keys = new Set<string>();
    JSON.parse(pollPairTable, (key, value) => {
      if (/^\w+$/.test(key) && !/^\d+$/.test(key)) keys.add(key);
      return value;
    });
    expect([...keys].sort()).toEqual(
      (
        "brief detailTypes each event eventNames events failure field fields flag goneErrorCode match of parameter partial result " +
        "running setting source sources start status stopped success sync topic unconfirmed untold via where"
      ).split(" "),
    );
  });
});

describe("optimized integrations", () => {
  it("have patterns only that exist", () => {
    expect(optimizedServices()).toHaveLength(22);
    for (const service of optimizedServices()) {
      for (const action of optimizedActions(service) ?? []) {
        const patterns = patternsOf(service, action) ?? [];
        expect(patterns).toContain("request");
        for (const pattern of patterns) expect(["request", "sync", "sync:2", "callback"]).toContain(pattern);
      }
    }
  });

  test.each([
    ["lambda", "invoke", ["request", "callback"]],
    ["glue", "startJobRun", ["request", "sync"]],
    ["states", "startExecution", ["request", "sync", "callback", "sync:2"]],
    ["dynamodb", "query", undefined],
    ["constructor", "name", undefined],
  ])("%s:%s has %j", (service, action, patterns) => {
    expect(patternsOf(service, action)).toEqual(patterns);
  });

  it("are in dispute for callbacks of EKS and Bedrock", () => {
    expect(isDisputed("eks", "callback")).toBe(true);
    expect(isDisputed("glue", "callback")).toBe(false);
  });
});

describe("prices", () => {
  test.each([
    [undefined, 0.000_025],
    ["us-west-1", 0.000_027_9],
    ["mars-north-1", undefined],
    ["toString", undefined],
  ])("a transition in %s costs %d", (region, price) => {
    if (price === undefined) expect(transitionPrice(region)).toBeUndefined();
    else expect(transitionPrice(region)).toBeCloseTo(price, 12);
  });

  it("cover the Regions of the table", () => {
    expect(pricedRegions()).toHaveLength(18);
    expect(maxHistoryEvents).toBe(25_000);
  });
});
