import type { Json } from "../../src/document/editor.ts";
import { encodeQuoted, escapeMarks } from "../../src/document/hcl-template.ts";
import { writeValue } from "../../src/document/hcl-write.ts";

/** A way to write a definition in a Terraform file. */
export interface TerraformWay {
  readonly name: string;
  /** The file. */
  write(machine: Json): string;
  /** A text of the machine as it stands in the file, its quotes included. */
  token(text: string): string;
}

const STYLE = {
  quotesKeys: false,
  separator: "=",
  commas: false,
  unit: "  ",
  lineEnd: "\n",
  written: new Map(),
} as const;

/** In a resource, with another one before and behind it. */
function around(definition: string): string {
  return `resource "aws_iam_role" "role" {
  name = "flow-\${var.stage}" # {
}

resource "aws_sfn_state_machine" "flow" {
  name       = "flow"
  role_arn   = aws_iam_role.role.arn
  definition = ${definition}
}

output "arn" { value = aws_sfn_state_machine.flow.arn }
`;
}

const jsonToken = (text: string): string => escapeMarks(JSON.stringify(text));

/** All ways to write a definition in the Terraform file itself. */
export const TERRAFORM_WAYS: readonly TerraformWay[] = [
  {
    name: "jsonencode",
    write: (machine) => around(`jsonencode(${writeValue(machine, STYLE, "  ")})`),
    token: (text) => `"${encodeQuoted(text)}"`,
  },
  {
    name: "jsonencode of JSON",
    write: (machine) => around(`jsonencode(${escapeMarks(JSON.stringify(machine, null, 2))})`),
    token: (text) => `"${encodeQuoted(text)}"`,
  },
  {
    name: "a heredoc",
    write: (machine) => around(`<<EOF\n${escapeMarks(JSON.stringify(machine, null, 2))}\nEOF`),
    token: jsonToken,
  },
  {
    name: "an indented heredoc",
    write: (machine) =>
      around(`<<-EOF\n${escapeMarks(JSON.stringify(machine, null, 2)).replaceAll(/^/gm, "    ")}\n  EOF`),
    token: jsonToken,
  },
  {
    name: "a heredoc with CRLF",
    write: (machine) =>
      around(`<<-EOF\n${escapeMarks(JSON.stringify(machine, null, 2)).replaceAll(/^/gm, "\t")}\n  EOF`).replaceAll(
        "\n",
        "\r\n",
      ),
    token: jsonToken,
  },
  {
    name: "a quoted text",
    write: (machine) => around(`"${encodeQuoted(JSON.stringify(machine))}"`),
    token: (text) => encodeQuoted(JSON.stringify(text)),
  },
];
