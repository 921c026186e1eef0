/** Memory of WebAssembly; its buffer is another one after each `grow`. */
export type WasmMemory = { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };

/** The part of WebAssembly that is used: the types of Node leave it out. */
type WebAssembly = {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

export const WASM_PAGE_BYTES = 65_536;

const { Module, Instance } = (globalThis as unknown as { readonly WebAssembly: WebAssembly }).WebAssembly;

/** Compiles a module that imports nothing; `exports` makes an instance with memory of its own. */
export function compileWasm<E>(bytes: Uint8Array): { readonly exports: () => E } {
  const module = new Module(bytes);
  return { exports: () => new Instance(module).exports as E };
}
