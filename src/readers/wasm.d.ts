/** A file of WebAssembly, as bundlers put it into a module. */
declare module "*.wasm" {
  const bytes: Uint8Array;
  export default bytes;
}
