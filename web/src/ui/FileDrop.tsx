import { Loader } from '@mantine/core';
import { IconFileTypeCsv, IconUpload } from '@tabler/icons-react';
import { useId, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import classes from './FileDrop.module.css';
import { useFormat } from './useFormat';

interface Props {
  label: string;
  /** What is accepted and how large. */
  hint: string;
  accept: string;
  maxBytes: number;
  file?: File;
  busy?: boolean;
  /** Several at once; each of them is handed on by itself. */
  multiple?: boolean;
  onFile: (file: File) => void;
}

/** A file by click, keyboard or drop. Too large a file is refused here, before it travels. */
export function FileDrop(props: Props) {
  const { label, hint, accept, maxBytes, file, busy = false, multiple = false, onFile } = props;
  const { t } = useTranslation('ui');
  const format = useFormat();
  const id = useId();
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState<string[]>([]);
  const take = (chosen: FileList | null) => {
    const files = [...(chosen ?? [])].slice(0, multiple ? undefined : 1);
    if (files.length === 0) return;
    setTooLarge(files.filter(({ size }) => size > maxBytes).map(({ name }) => name));
    files.filter(({ size }) => size <= maxBytes).forEach(onFile);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
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
          multiple={multiple}
          aria-label={label}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = ''; // the same file, corrected, can be chosen again
          }}
        />
      </label>
      <p role="alert" className={classes.error}>
        {tooLarge.length > 0 &&
          (multiple
            ? t('file.tooLargeNamed', { names: format.list(tooLarge.map(isolate)) })
            : t('file.tooLarge'))}
      </p>
    </div>
  );
}
