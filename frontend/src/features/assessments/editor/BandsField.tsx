import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { texts } from '@/app/texts';
import classes from './BandsField.module.css';
import { BandsPicture } from './BandsPicture';
import type { Band } from './definition';
import { Line, Lines, Numeric } from './fields';
import pane from './Pane.module.css';
import { nextFrom } from './points';
import type { Editor } from './useEditor';

const t = texts.editor.bands;

interface BandsFieldProps {
  editor: Editor;
  place: string;
  bands: Band[];
  onChange: (bands: Band[]) => void;
  /** Something is scored, so that there is a score to go by. */
  isScored: boolean;
}

/** Feedback bands: where each begins and what it says, with a picture of where they lie. */
export function BandsField({ editor, place, bands, onChange, isScored }: BandsFieldProps) {
  const set = (at: number, change: Partial<Band>) =>
    onChange(bands.map((band, index) => (index === at ? { ...band, ...change } : band)));
  if (!isScored && bands.length === 0) return <p className={pane.quiet}>{t.needsScore}</p>;
  const fault = editor.at(place);
  return (
    <div className={classes.field} data-place={place}>
      {bands.length > 0 ? <BandsPicture bands={bands} /> : <p className={pane.quiet}>{t.none}</p>}
      {fault ? <p className={pane.fault}>{fault}</p> : null}
      {bands.map((band, index) => {
        const at = `${place}[${index}]`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a band has no name of its own; its place is what it is
          <div key={index} className={classes.band} data-tone={index % 4}>
            <div className={classes.from}>
              <Numeric
                editor={editor}
                place={`${at}.from`}
                label={t.from}
                value={band.from}
                onChange={(from) => set(index, { from })}
              />
            </div>
            <div className={classes.words}>
              <Line
                editor={editor}
                place={`${at}.title`}
                label={t.bandTitle}
                value={band.title}
                onChange={(title) => set(index, { title })}
              />
              <Lines
                editor={editor}
                place={`${at}.text`}
                label={t.text}
                value={band.text ?? ''}
                onChange={(text) => set(index, { text })}
              />
            </div>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t.remove(band.title || t.untitled)}
              onClick={() => onChange(bands.filter((_, other) => other !== index))}
            >
              <IconTrash size={16} stroke={1.5} />
            </ActionIcon>
          </div>
        );
      })}
      <Button
        size="xs"
        className={classes.add}
        leftSection={<IconPlus size={14} stroke={1.5} />}
        onClick={() => onChange([...bands, { from: nextFrom(bands), title: '' }])}
      >
        {t.add}
      </Button>
    </div>
  );
}
