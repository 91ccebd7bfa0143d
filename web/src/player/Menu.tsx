import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';
import classes from './VideoPlayer.module.css';

export interface Choice {
  value: string;
  label: string;
}

interface Props {
  label: string;
  /** What the button shows. */
  face: ReactNode;
  choices: Choice[];
  value: string;
  opened: boolean;
  setOpened: (opened: boolean) => void;
  onChoose: (value: string) => void;
  /** In which the choices are written; the menu itself stands where the controls are. */
  direction: 'ltr' | 'rtl';
}

/** A button of the control bar and the choices above it. */
export function Menu({ label, face, choices, value, opened, setOpened, onChoose, direction }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  const close = () => {
    setOpened(false);
    button.current?.focus();
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const isPress = event.key === ' ' || event.key === 'Enter';
    const isMove = opened && ['ArrowUp', 'ArrowDown', 'Home', 'End', 'Escape'].includes(event.key);
    if (!isPress && !isMove) return;
    event.stopPropagation();
    if (isPress) return;
    event.preventDefault();
    if (event.key === 'Escape') close();
    else moveFocus(root.current, event.key);
  });
  const onLeave = useEffectEvent((target: EventTarget | null) => {
    if (opened && !(target instanceof Node && root.current?.contains(target))) setOpened(false);
  });

  useEffect(() => {
    const element = root.current;
    if (!element) return;
    // Not React's: those are heard above the player, when its shortcuts have already been taken.
    const stopping = new AbortController();
    const { signal } = stopping;
    element.addEventListener('keydown', (event) => onKey(event), { signal });
    element.addEventListener('focusout', (event) => event.relatedTarget && onLeave(event.relatedTarget), {
      signal,
    });
    document.addEventListener('pointerdown', (event) => onLeave(event.target), { signal });
    return () => stopping.abort();
  }, []);

  useEffect(() => {
    if (opened) root.current?.querySelector<HTMLElement>('[aria-checked=true]')?.focus();
  }, [opened]);

  return (
    <div ref={root} className={classes.choice}>
      <button
        ref={button}
        type="button"
        className={classes.control}
        aria-haspopup="menu"
        aria-expanded={opened}
        aria-label={label}
        title={opened ? undefined : label}
        onClick={() => setOpened(!opened)}
      >
        {face}
      </button>
      {opened && (
        <div role="menu" aria-label={label} className={classes.menu}>
          {choices.map((choice) => (
            <button
              key={choice.value}
              type="button"
              role="menuitemradio"
              dir={direction}
              tabIndex={-1}
              aria-checked={choice.value === value}
              onClick={() => {
                onChoose(choice.value);
                close();
              }}
            >
              {choice.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function moveFocus(root: HTMLElement | null, key: string): void {
  const items = [...(root?.querySelectorAll<HTMLElement>('[role=menuitemradio]') ?? [])];
  const at = items.findIndex((item) => item === document.activeElement);
  const step = key === 'ArrowDown' ? 1 : -1;
  const to =
    key === 'Home' ? 0 : key === 'End' ? items.length - 1 : (at + step + items.length) % items.length;
  items[to]?.focus();
}
