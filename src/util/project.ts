import project from "../../package.json" with { type: "json" };

/** The version of steplint that runs. */
export const version: string = project.version;

/** Where the project lives; documentation and issues are found below it. */
export const homepage: string = project.homepage;
