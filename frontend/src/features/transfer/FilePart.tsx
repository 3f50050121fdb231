import { Button, Loader, Menu, Select } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { api } from '@/api';
import { takesDrops } from '@/api/system';
import { texts } from '@/app/texts';
import { FormSection } from '@/components/FormSection';
import classes from './Transfer.module.css';
import type { Import, Kind } from './useImport';
import { useSaving } from './useSaving';

const t = texts.transfer;

/** The file: chosen or dropped, then what it is. */
export function FilePart({ kind, flow }: { kind: Kind; flow: Import }) {
  const { file, preview } = flow;
  return (
    <FormSection title={t.file} sentence={t.fileSentence}>
      <DropZone onDrop={flow.drop}>
        {file && preview ? (
          <div className={classes.file}>
            <strong className={classes.name} dir="auto">
              {file.name}
            </strong>
            <span className={classes.about}>
              {t.format(preview.format, preview.encoding, preview.separator)} · {t.size(file.size)}
            </span>
          </div>
        ) : (
          <span className={classes.about}>{takesDrops() ? t.drop : t.dropNone}</span>
        )}
        <div className={classes.buttons}>
          <Button
            variant={file ? 'default' : 'filled'}
            onClick={flow.choose}
            disabled={flow.reading || flow.check.running || flow.carryOut.running}
          >
            {file ? t.another : t.choose}
          </Button>
          <TemplateMenu kind={kind} />
        </div>
        {flow.reading ? (
          <span role="status" className={classes.reading}>
            <Loader size={16} /> {t.sending}
          </span>
        ) : null}
      </DropZone>
      {preview && preview.sheets.length > 1 ? (
        <Select
          label={t.sheet}
          data={preview.sheets}
          value={preview.sheet}
          allowDeselect={false}
          onChange={(sheet) => flow.chooseSheet(sheet ?? '')}
        />
      ) : null}
    </FormSection>
  );
}

function DropZone({ onDrop, children }: { onDrop: (file: File) => void; children: React.ReactNode }) {
  const [over, setOver] = useState(false);
  if (!takesDrops()) return <div className={classes.drop}>{children}</div>;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onDrop(file);
  };
  return (
    <section
      className={classes.drop}
      aria-label={t.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {children}
    </section>
  );
}

function TemplateMenu({ kind }: { kind: Kind }) {
  const { save, dialog } = useSaving();
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button rightSection={<IconChevronDown size={14} stroke={1.5} aria-hidden="true" />}>{t.template}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t.templateHelp}</Menu.Label>
          {Object.entries(t.formats).map(([format, label]) => (
            <Menu.Item key={format} onClick={() => save(() => api.transfer.Template(kind, format))}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {dialog}
    </>
  );
}
