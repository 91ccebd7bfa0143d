import { useEffect, type ReactNode } from 'react';
import { LanguageSwitch } from '@/ui/LanguageSwitch';
import { Mark } from '@/ui/Mark';
import classes from './Frame.module.css';

interface Props {
  title: string;
  text?: ReactNode;
  children: ReactNode;
}

/** The pages before the app: one column, nothing else to look at. */
export function Frame({ title, text, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Rapport`;
  }, [title]);
  return (
    <div className={classes.frame}>
      <main className={classes.card}>
        <div className={classes.brand}>
          <Mark size={28} />
          <span>Rapport</span>
        </div>
        <h1 className={classes.title}>{title}</h1>
        {text && <div className={classes.text}>{text}</div>}
        {children}
      </main>
      <footer className={classes.foot}>
        <LanguageSwitch />
      </footer>
    </div>
  );
}
