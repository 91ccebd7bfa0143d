export interface Quality {
  /** The shorter side, as people name qualities. */
  lines: number;
}

/** The qualities a stream has, and which one is wanted; -1 lets the stream choose. */
export class Qualities extends EventTarget {
  list: readonly Quality[] = [];
  chosen = -1;
  private tell: (index: number) => void = () => undefined;

  choose(index: number): void {
    if (index === this.chosen) return;
    this.chosen = index;
    this.tell(index);
    this.dispatchEvent(new Event('change'));
  }

  replace(list: readonly Quality[], tell: (index: number) => void): void {
    this.list = list;
    this.chosen = -1;
    this.tell = tell;
    this.dispatchEvent(new Event('change'));
  }
}
