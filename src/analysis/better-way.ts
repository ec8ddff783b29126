import type { Loop, Work } from "./loops.ts";

/** What only runs or keeps somebody's own work: an activity or a task token takes the place of asking it. */
const OWN =
  /^(?:(?:lambda|http|apigateway):invoke|ecs:runTask|dynamodb:(?:getItem|query|scan|batchGetItem)|sqs:receiveMessage|s3:getObject)$/;

/** Whether something else than asking again can wait for what a loop polls: `.sync`, an event, an activity, a task token. */
export function hasBetterWay({ work, retrier }: Loop): boolean {
  if (work.some(({ started }) => started?.pair.sync !== undefined)) return true;
  if (retrier !== undefined) return false;
  if (work.some(sendsEvent)) return true;
  return work.length > 0 && work.every(({ api = "", task }) => task.resource.kind === "lambda" || OWN.test(api));
}

function sendsEvent({ pairs, started }: Work): boolean {
  const asked = started === undefined ? pairs : [started.pair];
  return asked.length > 0 && asked.every(({ events, confirmed }) => confirmed && events.length > 0);
}
