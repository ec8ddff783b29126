import project from "../../package.json" with { type: "json" };

/** The version of steplint that runs. */
export const version: string = project.version;

/** Where the project lives; documentation and issues are found below it. */
export const homepage: string = project.homepage;

/** The published schema of configuration files, as editors can fetch it. */
export const configSchemaUrl = `${homepage.replace("//github.com/", "//raw.githubusercontent.com/")}/main/schema/config.schema.json`;
