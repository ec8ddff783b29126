/*
 * What functions that do the work of an intrinsic function are called, and what they are handed. Written for this project,
 * after the functions of https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */

/** An argument as it is written in an intrinsic call or in JSONata; "…" where the definition does not show it. */
export type ArgumentText = string;

/** What a parameter takes. A literal of another type shows that something else is meant. */
export type EmulatedType = "algorithm" | "integer" | "list" | "object" | "separator" | "text" | "value";

export interface EmulatedParameter {
  /** The keys it may have in the payload, in small letters without separators. */
  readonly keys: RegExp;
  readonly type: EmulatedType;
  /** What it is where the payload has none of its keys; it is needed without. */
  readonly otherwise?: ArgumentText;
}

/** Work that an intrinsic function does. */
export interface EmulatedFunction {
  /** The words that a function's name consists of, in small letters, with digits apart: "sha 256". */
  readonly names: RegExp;
  readonly parameters: readonly EmulatedParameter[];
  /** The intrinsic call. */
  intrinsic(args: readonly ArgumentText[]): string;
  /** The same in JSONata. */
  jsonata(args: readonly ArgumentText[]): string;
}

/** The algorithms of `States.Hash`. */
export const hashAlgorithms = ["MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"] as const;

const TEXT: EmulatedParameter = {
  keys: /^(?:the)?(?:text|string|str|input|value|content|message|body|data|payload)$/,
  type: "text",
};
const LIST: EmulatedParameter = {
  keys: /^(?:the)?(?:array|arr|list|items|elements|values|input|data)$/,
  type: "list",
};

/** All of them; the first whose name and parameters fit is meant. */
export const emulatedFunctions: readonly EmulatedFunction[] = [
  define(
    /^(?:(?:increment|inc)(?: (?:the |a )?(?:loop |retry |page |item |batch |iteration )?(?:counter|count|index|number|value|iterations?|attempts?|retries|by one))?|add one|plus one|(?:counter|count|index|number|iteration) (?:increment|incrementer)|incrementer)$/,
    [
      {
        keys: /^(?:current)?(?:count|counter|index|idx|i|n|x|number|num|value|iteration|attempts?|retries|retrycount|attemptcount|page|pagenumber)$/,
        type: "integer",
      },
      { keys: /^(?:step|by|increment|incrementby|amount|delta)$/, type: "integer", otherwise: "1" },
    ],
    ([value, step]) => `States.MathAdd(${value}, ${step})`,
    ([value = "", step = ""]) => `${operand(value)} + ${operand(step)}`,
  ),
  define(
    /^(?:(?:generate|create|get|make|new|build|return|random) )*(?:a )?(?:new |random |unique )*(?:uuid|guid)(?: ?v ?4)?(?: (?:generator|generation|creator))?$/,
    [],
    () => "States.UUID()",
    () => "$uuid()",
  ),
  ...hashAlgorithms.map((algorithm) => {
    const names = algorithm.toLowerCase().replace(/-?(?=\d)/, " ");
    return define(
      new RegExp(
        `^(?:(?:compute|calculate|generate|create|get|make) )?(?:string |text )?(?:${names}(?: hash)?|hash ${names})(?: (?:string|text|value|hasher|generator))?$`,
      ),
      [TEXT],
      ([text]) => `States.Hash(${text}, '${algorithm}')`,
      ([text]) => `$hash(${text}, '${algorithm}')`,
    );
  }),
  define(
    /^(?:(?:compute|calculate|generate|create|get|make) )?(?:string |text )?(?:hash|hasher)(?: (?:string|text|value|generator))?$/,
    [TEXT, { keys: /^(?:hash)?(?:algorithm|algo|alg)$/, type: "algorithm", otherwise: "…" }],
    ([text, algorithm]) => `States.Hash(${text}, ${algorithm})`,
    ([text, algorithm]) => `$hash(${text}, ${algorithm})`,
  ),
  define(
    /^(?:base 64 (?:encode|encoder|encoding)|(?:encode|convert)(?: (?:string|text|data))? (?:(?:as|to|in|into) )?base 64|(?:string |text )?to base 64)$/,
    [TEXT],
    ([text]) => `States.Base64Encode(${text})`,
    ([text]) => `$base64encode(${text})`,
  ),
  define(
    /^(?:base 64 (?:decode|decoder|decoding)|decode(?: (?:string|text|data|from))? base 64(?: (?:string|text|data))?|(?:text |string )?from base 64)$/,
    [{ keys: /^(?:text|string|str|input|value|content|message|body|data|payload|encoded|base64)$/, type: "text" }],
    ([text]) => `States.Base64Decode(${text})`,
    ([text]) => `$base64decode(${text})`,
  ),
  define(
    /^(?:split|split (?:a |the )?(?:string|text|line)|(?:string|text) (?:split|splitter))$/,
    [TEXT, { keys: /^(?:separator|delimiter|delim|sep|splitter)$/, type: "separator" }],
    ([text, separator]) => `States.StringSplit(${text}, ${separator})`,
    ([text, separator]) => `$split(${text}, ${separator})`,
  ),
  define(
    /^(?:(?:generate|create|make|build|get) )?(?:number |integer |index |array |list )?range(?: (?:generator|array|of (?:numbers|integers)))?$/,
    [
      { keys: /^(?:start|from|first|begin|min|low)$/, type: "integer" },
      { keys: /^(?:end|to|last|stop|max|high)$/, type: "integer" },
      { keys: /^(?:step|increment|by|delta)$/, type: "integer", otherwise: "1" },
    ],
    ([first, last, step]) => `States.ArrayRange(${first}, ${last}, ${step})`,
    ([first, last, step]) => `$range(${first}, ${last}, ${step})`,
  ),
  define(
    /^(?:merge|merge (?:two )?(?:json|jsons|objects|json objects|dicts)|(?:json|object|dict) (?:merge|merger))$/,
    [
      { keys: /^(?:a|first|left|base|defaults?|(?:object|obj|json|dict|input)(?:1|a|one))$/, type: "object" },
      { keys: /^(?:b|second|right|overrides?|overlay|(?:object|obj|json|dict|input)(?:2|b|two))$/, type: "object" },
    ],
    ([first, second]) => `States.JsonMerge(${first}, ${second}, false)`,
    ([first, second]) => `$merge([${first}, ${second}])`,
  ),
  define(
    /^(?:(?:(?:generate|get|create|make|pick) )?(?:a )?random (?:number|int|integer|value)(?: generator)?|rand(?:om)?(?: ?int)?|math random)$/,
    [
      { keys: /^(?:min|minimum|start|from|low|lower)$/, type: "integer" },
      { keys: /^(?:max|maximum|end|to|high|upper)$/, type: "integer" },
    ],
    ([start, end]) => `States.MathRandom(${start}, ${end})`,
    ([start = "", end = ""]) => `$floor($random() * (${operand(end)} - ${operand(start)})) + ${operand(start)}`,
  ),
  define(
    /^(?:(?:get|count|compute|calculate) )?(?:array|list) (?:length|size|count|len)$|^(?:length|size) of (?:the |an? )?(?:array|list)$|^count (?:array|list)(?: (?:items|elements))?$/,
    [LIST],
    ([list]) => `States.ArrayLength(${list})`,
    ([list]) => `$count(${list})`,
  ),
  define(
    /^(?:array|list) (?:contains|includes|has)(?: (?:value|item|element))?$|^(?:check )?(?:is |if )?(?:value |item |element )?in (?:array|list)$/,
    [LIST, { keys: /^(?:value|item|element|needle|target|search|searchvalue)$/, type: "value" }],
    ([list, value]) => `States.ArrayContains(${list}, ${value})`,
    ([list = "", value = ""]) => `${operand(value)} in ${operand(list)}`,
  ),
  define(
    /^(?:array|list) (?:unique|distinct|dedup|dedupe|deduplicate)$|^(?:get |make )?(?:unique|distinct)(?: (?:array|list|items|values|elements))$|^(?:remove|drop) duplicates(?: (?:from|in) (?:the )?(?:array|list))?$|^(?:dedup|dedupe|deduplicate)(?: (?:array|list|items|values))$/,
    [LIST],
    ([list]) => `States.ArrayUnique(${list})`,
    ([list]) => `$distinct(${list})`,
  ),
  define(
    /^(?:array|list) (?:partition|partitioner|chunk|chunker)$|^(?:partition|chunk) (?:array|list|items)$|^split (?:array|list|items) (?:in|into) (?:chunks|batches|pages)$/,
    [LIST, { keys: /^(?:chunk|batch|page|partition)?size$|^(?:n|length)$/, type: "integer" }],
    ([list, size]) => `States.ArrayPartition(${list}, ${size})`,
    ([list, size]) => `$partition(${list}, ${size})`,
  ),
  define(
    /^(?:get (?:array|list) (?:item|element)|(?:array|list) get (?:item|element)|get (?:item|element) (?:at|by) index)$/,
    [LIST, { keys: /^(?:index|i|idx|position)$/, type: "integer" }],
    ([list, index]) => `States.ArrayGetItem(${list}, ${index})`,
    ([list = "", index]) => `${operand(list)}[${index}]`,
  ),
  define(
    /^(?:parse json|json parse|json parser|(?:string|text) to json|parse json string)$/,
    [{ keys: /^(?:text|string|str|input|value|content|message|body|data|payload|json|jsonstring)$/, type: "text" }],
    ([text]) => `States.StringToJson(${text})`,
    ([text]) => `$parse(${text})`,
  ),
  define(
    /^(?:json stringify|stringify|stringify json|json to (?:string|text)|(?:object|dict) to (?:string|json string))$/,
    [{ keys: /^(?:json|object|obj|input|value|data|payload|body)$/, type: "value" }],
    ([value]) => `States.JsonToString(${value})`,
    ([value]) => `$string(${value})`,
  ),
];

function define(
  names: RegExp,
  parameters: readonly EmulatedParameter[],
  intrinsic: EmulatedFunction["intrinsic"],
  jsonata: EmulatedFunction["jsonata"],
): EmulatedFunction {
  return { names, parameters, intrinsic, jsonata };
}

/** An argument of JSONata as an operator's operand. */
function operand(text: string): string {
  return /^(?:[\w$.…]+|'[^']*')$/.test(text) ? text : `(${text})`;
}
