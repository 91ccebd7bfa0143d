/** Loads a script by its tag. The SDK's own files come so: they are never part of our bundle. */
export function load(src: string): Promise<void> {
  return new Promise((done, failed) => {
    const script = document.createElement('script');
    script.src = src;
    script.onload = () => done();
    script.onerror = () => {
      script.remove();
      failed(new Error(src));
    };
    document.head.append(script);
  });
}

export async function loadFirst(sources: readonly string[]): Promise<void> {
  for (const [at, source] of sources.entries()) {
    try {
      await load(source);
      return;
    } catch (error) {
      if (at === sources.length - 1) throw error;
    }
  }
}
