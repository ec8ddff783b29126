/** What was found by reading, case by case. */
export const expected: {
  /** Why a case does not fare as its label says, by set and name. */
  readonly departures: Readonly<Record<string, string>>;
  /** The rules that refuse a definition for what is wrong with it, by name in the set `invalid`. */
  readonly reasons: Readonly<Record<string, readonly string[]>>;
} = {
  departures: {
    "peers/ChristopheBougere/asl-validator/src/__tests__/definitions/valid-assign.asl.json":
      "It assigns a variable `top-level`, and AWS takes letters, digits and `_` in a name.",
    "peers/ChristopheBougere/asl-validator/src/__tests__/definitions/valid-map-with-item-batcher-jsonata.json":
      "A state goes back to JSONPath in a machine in JSONata, which AWS refuses.",
    "peers/awslabs/statelint/test/states-array-intrinsic-functions.json":
      "Its Resource is `foo:bar`, which AWS does not take for an ARN.",
    "peers/awslabs/statelint/test/states-array-invocation.json":
      "Its Resource is `foo:bar`, which AWS does not take for an ARN.",
    "peers/awslabs/statelint/test/states-encoding-decoding-intrinsic-functions.json":
      "Its Resource is `foo:bar`, which AWS does not take for an ARN.",
    "peers/awslabs/statelint/test/states-format-invocation.json":
      "Its Resource is `foo:bar`, which AWS does not take for an ARN.",
    "peers/awslabs/statelint/test/states-hash-intrinsic-functions.json":
      "Its Resource is `foo:bar`, which AWS does not take for an ARN.",
    "peers/awslabs/statelint/test/states-json-intrinsic-functions.json":
      "Its Resource is `foo:bar`, which AWS does not take for an ARN.",
    "peers/awslabs/statelint/test/states-jsontostring-invocation.json":
      "Its Resource is `foo:bar`, which AWS does not take for an ARN.",
    "peers/awslabs/statelint/test/states-math-intrinsic-functions.json":
      "Its Resource is `foo:bar`, which AWS does not take for an ARN.",
    "peers/awslabs/statelint/test/states-string-intrinsic-functions.json":
      "Its Resource is `foo:bar`, which AWS does not take for an ARN.",
    "peers/awslabs/statelint/test/states-stringtojson-invocation.json":
      "Its Resource is `foo:bar`, which AWS does not take for an ARN.",
    "peers/awslabs/statelint/test/states-uuid-intrinsic-functions.json":
      "Its Resource is `foo:bar`, which AWS does not take for an ARN.",
    "samples/guyernest/step-functions-agent/step-functions/supervisor-with-agentcore.json":
      "A Map has `Arguments`, which AWS refuses on a Map.",
    "invalid/ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-json-surround-syntax-extra-spaces.json":
      "AWS takes any blanks inside `{%` and `%}`, and none.",
    "invalid/ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-jsonata-surround-syntax-no-spaces.json":
      "AWS takes any blanks inside `{%` and `%}`, and none.",
    "invalid/aws-samples/step-functions-workflows-collection/event-sourcing/template.yaml":
      "A template with broken YAML, which holds no definition of its own.",
    "embedded/aws-samples/step-functions-workflows-collection/shared-fallback-state-jsonata/statemachine/statemachine.asl.json":
      "`QueryLanguage` stands among the states: the sample is broken.",
  },
  reasons: {
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-assign.asl.json": [
      "valid-jsonata",
      "valid-variable",
    ],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-cfn-definition-substitutions.json": [
      "valid-resource",
    ],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-duplicate-fields-nested.json": [
      "valid-payload-template",
    ],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-duplicate-fields.json": [
      "valid-payload-template",
    ],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-exercise-ajv-additional-properties.asl.json": [
      "known-field",
    ],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-exercise-ajv.asl.json": ["valid-jsonpath"],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-inexistant-state.json": [
      "require-terminal-state",
      "valid-transition",
    ],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-json-path.json": ["valid-jsonpath"],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-jsonata-fields.json": ["valid-query-language"],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-jsonata-path-fields.asl.json": [
      "valid-query-language",
    ],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-jsonata-surround-syntax-no-close.json": [
      "valid-jsonata",
    ],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-jsonata-surround-syntax-no-open.json": [
      "valid-jsonata",
    ],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-jsonata-syntax-arithmetic.json": [
      "valid-jsonata",
    ],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-jsonata-syntax-jsonpath-in-jsonata-surround.json":
      ["valid-jsonata"],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-jsonata-syntax-mismatched-parens.json": [
      "valid-jsonata",
    ],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-map-distributed.asl.json": [
      "no-conflicting-fields",
    ],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-map-dupe-state.json": ["unique-state-name"],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-map-item-batcher-dupe-subfields.json": [
      "no-conflicting-fields",
    ],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-map-items.asl.json": ["valid-query-language"],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-map-missing-iterator.json": ["required-field"],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-map-ob-link.json": ["valid-transition"],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-map-tolerated-value.json": ["valid-field-value"],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-map-tolerated.json": ["no-conflicting-fields"],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-missing-terminal-map.json": ["required-field"],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-missing-terminal-parallel.json": [
      "required-field",
    ],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-missing-terminal.json": [
      "require-terminal-state",
    ],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-parallel-branch-type.json": [
      "valid-field-value",
    ],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-parallel-missing-branches.json": [
      "required-field",
    ],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-parallel-ob-link.json": ["valid-transition"],
    "ChristopheBougere/asl-validator/src/__tests__/definitions/invalid-variable-result-path.json": ["valid-jsonpath"],
    "aws-samples/step-functions-workflows-collection/sfn-iot-data-analytics-dataset/statemachine/statemachine.asl.json":
      ["valid-syntax"],
    "aws-samples/step-functions-workflows-collection/shared-fallback-state-jsonata/statemachine/statemachine.asl.json":
      ["valid-field-value"],
    "awslabs/statelint/test/choice-with-parameters.json": ["known-field"],
    "awslabs/statelint/test/choice-with-resultpath.json": ["known-field"],
    "awslabs/statelint/test/choice-with-resultselector.json": ["known-field"],
    "awslabs/statelint/test/empty-error-equals-on-catch.json": ["valid-error-handler", "valid-resource"],
    "awslabs/statelint/test/empty-error-equals-on-retry.json": ["valid-error-handler", "valid-resource"],
    "awslabs/statelint/test/fail-with-parameters.json": ["known-field"],
    "awslabs/statelint/test/fail-with-resultpath.json": ["known-field"],
    "awslabs/statelint/test/fail-with-resultselector.json": ["known-field"],
    "awslabs/statelint/test/fail-with-static-and-dynamic-cause.json": ["no-conflicting-fields"],
    "awslabs/statelint/test/fail-with-static-and-dynamic-error.json": ["no-conflicting-fields"],
    "awslabs/statelint/test/invalid-backoff-with-jitter-on-retry.json": ["valid-field-value", "valid-resource"],
    "awslabs/statelint/test/invalid-function-invocation.json": ["valid-intrinsic", "valid-resource"],
    "awslabs/statelint/test/linked-parallel.json": ["valid-transition"],
    "awslabs/statelint/test/no-terminal.json": ["require-terminal-state"],
    "awslabs/statelint/test/parameter-path-problems.json": ["valid-jsonpath", "valid-payload-template"],
    "awslabs/statelint/test/pass-with-intrinsic-function-inputpath.json": ["valid-jsonpath"],
    "awslabs/statelint/test/pass-with-resultselector.json": ["known-field"],
    "awslabs/statelint/test/states-array-invocation-leftpad.json": ["valid-intrinsic", "valid-resource"],
    "guyernest/step-functions-agent/step-functions/agent-with-tools-flow-template.json": ["valid-transition"],
    "guyernest/step-functions-agent/step-functions/supervisor-agent-flow-template.json": ["valid-choice-rule"],
    "guyernest/step-functions-agent/step-functions/web-search-agent.json": ["valid-intrinsic"],
    "localstack/localstack/tests/aws/services/stepfunctions/templates/base/statemachines/invalid_der.json5": [
      "required-field",
    ],
    "localstack/localstack/tests/aws/services/stepfunctions/templates/scenarios/statemachines/escape_sequences_illegal_intrinsic_function.json5":
      ["valid-intrinsic"],
    "localstack/localstack/tests/aws/services/stepfunctions/templates/scenarios/statemachines/escape_sequences_illegal_intrinsic_function_2.json5":
      ["valid-intrinsic"],
    "localstack/localstack/tests/aws/services/stepfunctions/templates/scenarios/statemachines/map_state_label_empty_fail.json5":
      ["valid-label"],
    "localstack/localstack/tests/aws/services/stepfunctions/templates/scenarios/statemachines/map_state_label_invalid_char_fail.json5":
      ["valid-label"],
    "localstack/localstack/tests/aws/services/stepfunctions/templates/scenarios/statemachines/map_state_label_too_long_fail.json5":
      ["valid-label"],
    "localstack/localstack/tests/aws/services/stepfunctions/templates/test_state/statemachines/base_invalid_state_definition.json5":
      ["valid-field-value"],
    "localstack/localstack/tests/aws/services/stepfunctions/templates/validation/statemachines/invalid_base_no_startat.json5":
      ["required-field"],
    "localstack/localstack/tests/aws/services/stepfunctions/templates/validation/statemachines/invalid_downgrade_query_language.json5":
      ["valid-query-language"],
  },
};
