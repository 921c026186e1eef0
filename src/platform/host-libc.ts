/** The C library that this process runs on: glibc with its version (`2.36`), or null where it is another one. */
export function hostGlibc(): string | null {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime ?? null;
}
