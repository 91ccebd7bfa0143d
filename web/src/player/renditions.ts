export interface Rendition {
  id: string;
  width: number;
  height: number;
  bitrate: number;
}

/** The qualities of a stream in the shape in which the controls look for them on a media element. */
export class Renditions extends Array<Rendition> {
  // Derived arrays (map, filter) are ordinary ones.
  static override get [Symbol.species]() {
    return Array;
  }

  private readonly target = new EventTarget();
  private selected = -1;
  private choose: (index: number) => void = () => undefined;

  addEventListener(...args: Parameters<EventTarget['addEventListener']>): void {
    this.target.addEventListener(...args);
  }

  removeEventListener(...args: Parameters<EventTarget['removeEventListener']>): void {
    this.target.removeEventListener(...args);
  }

  /** -1 lets the stream choose. */
  get selectedIndex(): number {
    return this.selected;
  }

  set selectedIndex(index: number) {
    if (index === this.selected) return;
    this.selected = index;
    this.choose(index);
    this.target.dispatchEvent(new Event('change'));
  }

  replace(renditions: Rendition[], choose: (index: number) => void): void {
    this.selected = -1;
    this.choose = choose;
    this.splice(0, this.length, ...renditions);
    this.target.dispatchEvent(new Event('change'));
    this.target.dispatchEvent(new Event('addrendition'));
  }
}
