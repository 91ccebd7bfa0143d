import { Loader } from '@mantine/core';
import { IconFileTypeCsv, IconUpload } from '@tabler/icons-react';
import { useId, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './FileDrop.module.css';

interface Props {
  label: string;
  /** What is accepted and how large. */
  hint: string;
  accept: string;
  maxBytes: number;
  file: File | undefined;
  busy?: boolean;
  onFile: (file: File) => void;
}

/** A file by click, keyboard or drop. Too large a file is refused here, before it travels. */
export function FileDrop({ label, hint, accept, maxBytes, file, busy = false, onFile }: Props) {
  const { t } = useTranslation('ui');
  const id = useId();
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const take = (chosen: File | undefined) => {
    if (!chosen) return;
    setTooLarge(chosen.size > maxBytes);
    if (chosen.size <= maxBytes) onFile(chosen);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  const Sign = file ? IconFileTypeCsv : IconUpload;
  return (
    <div>
      <label className={classes.drop} data-over={over || undefined} htmlFor={id}>
        {busy ? <Loader size={20} color="gray" /> : <Sign size={20} stroke={1.6} aria-hidden />}
        <span>
          <span className={classes.label}>{file ? <bdi>{file.name}</bdi> : label}</span>
          <span className={classes.hint}>{hint}</span>
        </span>
        <input
          id={id}
          type="file"
          data-autofocus
          className={classes.input}
          accept={accept}
          aria-label={label}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
          onChange={(event) => {
            take(event.currentTarget.files?.[0]);
            event.currentTarget.value = ''; // the same file, corrected, can be chosen again
          }}
        />
      </label>
      <p role="alert" className={classes.error}>
        {tooLarge && t('file.tooLarge')}
      </p>
    </div>
  );
}
