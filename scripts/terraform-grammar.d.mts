export function wasmModule(path: string): string;
