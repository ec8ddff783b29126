import { pollPairTable } from "./poll-pair-table.ts";

/**
 * A call that starts work, and what tells that the work is over. Actions are written as the SDK integration names them.
 */
export interface PollPair {
  /** "glue:startJobRun" */
  readonly start: string;
  /** The calls that ask for the state of the work. */
  readonly polls: readonly Poll[];
  /** The optimized integration that waits, "glue:startJobRun.sync"; `undefined` if there is none. */
  readonly sync: string | undefined;
  /** What AWS sends when the work is over; empty if nothing is known to be sent. Mostly delivered best effort. */
  readonly events: readonly CompletionEvent[];
  /** Whether AWS documents the events, or that there are none. If not, name no event in a message. */
  readonly confirmed: boolean;
  /** Whether the work mostly takes seconds: a poll for it is soon over. */
  readonly brief: boolean;
  /** What says so: URLs of AWS pages; "SDK/…" is the API model of an operation, "EBSCHEMA/…" an EventBridge schema. */
  readonly sources: readonly string[];
}

/** One call that asks for a state, and what its answers mean. */
export interface Poll {
  /** "glue:getJobRun" */
  readonly action: string;
  /** The state in the task's result, "JobRun.JobRunState". */
  readonly path: string;
  /** Empty: any value that is not listed below. */
  readonly running: readonly string[];
  readonly success: readonly string[];
  /** Ended with some losses. */
  readonly partial: readonly string[];
  readonly failure: readonly string[];
  /** Over; `result` tells how. */
  readonly stopped: readonly string[];
  /** Where the outcome stands if the state only says that nothing runs any more. */
  readonly result: PollResult | undefined;
  /** The API error that says the thing is gone, which is success for a deletion. */
  readonly goneErrorCode: string | undefined;
  /** Whether the events of the pair tell nothing of this state. */
  readonly untold: boolean;
  /** Whether the state contains one of the values or equals it. */
  readonly match: "equals" | "substring";
}

/** An outcome apart from the state; numbers are written as text. */
export interface PollResult {
  readonly path: string;
  readonly success: readonly string[];
  readonly failure: readonly string[];
}

export type CompletionEvent = EventBridgeEvent | SnsNotification | ObjectCreated | MqttMessage;

/** An event on the default bus: sent by the service, or recorded by a trail (`cloudtrail`), which then has to exist. */
export interface EventBridgeEvent {
  readonly via: "eventbridge" | "cloudtrail";
  /** "aws.glue" */
  readonly source: string;
  readonly detailTypes: readonly string[];
  /** For `cloudtrail`: the `eventName`s. */
  readonly eventNames: readonly string[];
  /** The field of `detail` that tells the outcome; `undefined` if the type of the event does, or it is not known. */
  readonly field: string | undefined;
  readonly success: readonly string[];
  readonly failure: readonly string[];
  /** Further fields of `detail` to match. */
  readonly where: Readonly<Record<string, string>>;
  /** The request parameter that must be true for the event to be sent. */
  readonly flag: string | undefined;
  /** What must be turned on elsewhere. */
  readonly setting: string | undefined;
  /** What sends it where the work itself does not, as words behind "of": "its last job". */
  readonly of: string | undefined;
  /** The part of the work that each event is about, "file": none of them says that all is done. */
  readonly each: string | undefined;
}

/** A message to the topic that a request parameter names. */
export interface SnsNotification {
  readonly via: "sns";
  readonly parameter: string;
  /** The fields of the parameter, if it is an object. */
  readonly fields: readonly string[];
}

/** The result's arrival in a bucket (`aws.s3`, "Object Created"): tells of success only. */
export interface ObjectCreated {
  readonly via: "s3";
}

export interface MqttMessage {
  readonly via: "mqtt";
  readonly topic: string;
  readonly setting: string;
}

/** The pairs whose state a call asks for, "glue:getJobRun". */
export function pollPairsOf(pollAction: string): readonly PollPair[] {
  return (index().byPoll.get(pollAction) ?? []).map(pairOf);
}

/** The pairs that a call starts, "glue:startJobRun". */
export function pairsStartedBy(startAction: string): readonly PollPair[] {
  return (index().byStart.get(startAction) ?? []).map(pairOf);
}

/** All pairs. */
export function allPollPairs(): readonly PollPair[] {
  return index().rows.map(pairOf);
}

interface Index {
  readonly rows: readonly Row[];
  readonly byPoll: ReadonlyMap<string, readonly Row[]>;
  readonly byStart: ReadonlyMap<string, readonly Row[]>;
}

let built: Index | undefined;

function index(): Index {
  if (built !== undefined) return built;
  const rows = JSON.parse(pollPairTable) as Row[]; // the test of this module checks every key
  const byPoll = new Map<string, Row[]>();
  const byStart = new Map<string, Row[]>();
  for (const row of rows) {
    put(byStart, row.start, row);
    for (const { of } of row.status) for (const action of Object.keys(of)) put(byPoll, action, row);
  }
  built = { rows, byPoll, byStart };
  return built;
}

function put(map: Map<string, Row[]>, key: string, row: Row): void {
  const others = map.get(key);
  if (others === undefined) map.set(key, [row]);
  else others.push(row);
}

const decoded = new Map<Row, PollPair>();

function pairOf(row: Row): PollPair {
  let pair = decoded.get(row);
  if (pair === undefined) {
    pair = decode(row);
    decoded.set(row, pair);
  }
  return pair;
}

function decode(row: Row): PollPair {
  return {
    start: row.start,
    polls: row.status.flatMap(pollsOf),
    sync: row.sync,
    events: (row.events ?? []).map(eventOf),
    confirmed: row.unconfirmed !== true,
    brief: row.brief === true,
    sources: list(row.sources).map(urlOf),
  };
}

function pollsOf(status: StatusRow): Poll[] {
  return Object.entries(status.of).map(([action, path]) => ({
    action,
    path,
    running: list(status.running),
    success: list(status.success),
    partial: list(status.partial),
    failure: list(status.failure),
    stopped: list(status.stopped),
    result: resultOf(status, action),
    goneErrorCode: status.goneErrorCode,
    untold: status.untold === true,
    match: status.match ?? "equals",
  }));
}

function resultOf({ result }: StatusRow, action: string): PollResult | undefined {
  const path = result?.of[action];
  return path === undefined ? undefined : { path, success: list(result?.success), failure: list(result?.failure) };
}

function eventOf(row: EventRow): CompletionEvent {
  if (row.via === "s3" || row.via === "mqtt") return row;
  if (row.via === "sns") return { ...row, fields: list(row.fields) };
  return {
    via: row.via,
    source: row.source,
    detailTypes: list(row.detailTypes),
    eventNames: list(row.eventNames),
    field: row.field,
    success: list(row.success),
    failure: list(row.failure),
    where: row.where ?? {},
    flag: row.flag,
    setting: row.setting,
    of: row.of,
    each: row.each,
  };
}

function list(joined: string | undefined): readonly string[] {
  return joined === undefined ? [] : joined.split(",");
}

const docs = "https://docs.aws.amazon.com/";

function urlOf(source: string): string {
  const [kind = "", page = ""] = source.split("/", 2);
  if (kind === "DG") return `${docs}step-functions/latest/dg/${page}.html`;
  if (kind === "EBREF") return `${docs}eventbridge/latest/ref/events-ref-${page}.html`;
  return kind === "SDK" || kind === "EBSCHEMA" || kind === "https:" ? source : docs + source;
}

/** A line of the table; its lists are joined by commas. */
interface Row {
  readonly start: string;
  readonly status: readonly StatusRow[];
  readonly sync?: string;
  readonly events?: readonly EventRow[];
  readonly unconfirmed?: true;
  readonly brief?: true;
  /** DG/… and EBREF/… for pages of the developer guide and the event reference, else below docs.aws.amazon.com. */
  readonly sources?: string;
}

interface StatusRow {
  /** The path of the state for each action that asks for it. */
  readonly of: Readonly<Record<string, string>>;
  readonly running?: string;
  readonly success?: string;
  readonly partial?: string;
  readonly failure?: string;
  readonly stopped?: string;
  readonly goneErrorCode?: string;
  readonly untold?: true;
  readonly match?: "substring";
  readonly result?: {
    readonly of: Readonly<Record<string, string>>;
    readonly success?: string;
    readonly failure?: string;
  };
}

type EventRow =
  | ObjectCreated
  | MqttMessage
  | { readonly via: "sns"; readonly parameter: string; readonly fields?: string }
  | {
      readonly via: "eventbridge" | "cloudtrail";
      readonly source: string;
      readonly detailTypes: string;
      readonly eventNames?: string;
      readonly field?: string;
      readonly success?: string;
      readonly failure?: string;
      readonly where?: Readonly<Record<string, string>>;
      readonly flag?: string;
      readonly setting?: string;
      readonly of?: string;
      readonly each?: string;
    };
