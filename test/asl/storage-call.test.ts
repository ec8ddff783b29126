import { expect, it } from "vitest";
import { isCallOf, nearestCall } from "../../src/asl/storage-call.ts";
import { parseJson } from "../../src/document/json.ts";

const READS = ["s3:getObject", "s3:listObjectsV2"];
const node = (text: string) => parseJson(JSON.stringify(text)).root;

it.each([
  ["arn:aws:states:::s3:getObject", true],
  ["arn:aws-us-gov:states:::s3:listObjectsV2", true],
  ["arn:${AWS::Partition}:states:::s3:getObject", true],
  ["arn:aws:states:::s3:${Action}", undefined],
  ["arn:aws:states:::s3:putObject", false],
  ["arn:aws:states:::s3:getObject.sync", false],
  ["arn:aws:states:::aws-sdk:s3:getObject", false],
  ["s3:getObject", false],
  ["", false],
])("tells whether %s reads", (text, expected) => {
  expect(isCallOf(node(text), READS)).toBe(expected);
});

it("says nothing of what is no text", () => {
  expect(isCallOf(parseJson("5").root, READS)).toBeUndefined();
});

it.each([
  ["arn:aws-cn:states:::s3:listObjects", "arn:aws-cn:states:::s3:listObjectsV2"],
  ["arn:aws:states:::s3:getobject", "arn:aws:states:::s3:getObject"],
  ["arn:aws:states:::aws-sdk:s3:getObject", "arn:aws:states:::s3:getObject"],
  ["arn:aws:states:::sqs:sendMessage", undefined],
  ["s3", undefined],
])("knows what %s was meant as", (text, arn) => {
  expect(nearestCall(node(text), READS)?.arn).toBe(arn);
});
