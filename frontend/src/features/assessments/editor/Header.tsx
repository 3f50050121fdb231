import { Anchor, Button, SegmentedControl } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useEffect } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '@/api';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmButton } from '@/components/ConfirmButton';
import { Moment } from '@/components/Moment';
import { sayDone } from '@/components/notices';
import classes from './Header.module.css';
import { Problems } from './Problems';
import type { Editor } from './useEditor';

const t = texts.editor;

export type Mode = 'edit' | 'preview';

interface HeaderProps {
  editor: Editor;
  mode: Mode;
  onMode: (mode: Mode) => void;
}

/** Whose draft it is and how it stands, what is wrong with it, Save and Publish. */
export function Header({ editor, mode, onMode }: HeaderProps) {
  const { draft, definition, changed, busy, problems } = editor;
  const name = definition.name || draft.name;
  const navigate = useNavigate();

  useEffect(() => {
    document.title = `${name} · ${t.title} · ${texts.app.name}`;
  }, [name]);

  const save = async () => {
    if (!changed && draft.isSaved) {
      sayDone(t.nothingToSave);
      return;
    }
    const kept = await editor.save();
    if (kept) sayDone(kept.problems.length > 0 ? t.savedWith(kept.problems.length) : t.savedDone);
  };
  useHotkeys([['mod+S', () => !busy && save()]], [], true);

  const publish = useChange(() => api.assessments.Publish(draft.id), { quiet: true });

  return (
    <header className={classes.header}>
      <div className={classes.words}>
        <Anchor component={Link} to={`/assessments/${draft.id}`} className={classes.above}>
          {texts.assessments.one}
        </Anchor>
        <h1 className={classes.title} dir="auto" title={name}>
          {name}
        </h1>
        <p className={classes.state} role="status">
          {t.sentence(draft.number)}
          {' · '}
          {changed ? (
            <span className={classes.changed}>{t.changed}</span>
          ) : draft.isSaved ? (
            <>
              {t.saved} <Moment at={draft.savedAt} />
            </>
          ) : (
            t.from(draft.from)
          )}
        </p>
      </div>
      <SegmentedControl
        aria-label={t.mode}
        value={mode}
        onChange={(next) => onMode(next as Mode)}
        data={[
          { value: 'edit', label: t.edit },
          { value: 'preview', label: t.preview },
        ]}
      />
      <div className={classes.actions}>
        <Problems editor={editor} onOpen={() => onMode('edit')} />
        <Button onClick={save} loading={busy}>
          {t.save}
        </Button>
        <ConfirmButton
          title={texts.assessments.publishTitle(name, draft.number)}
          sentence={texts.assessments.publishSentence}
          confirm={t.publish}
          button={{ variant: 'filled', disabled: problems.length > 0 || editor.checking || busy }}
          onConfirm={async () => {
            if (changed || !draft.isSaved) {
              const kept = await editor.save();
              if (!kept || kept.problems.length > 0) return;
            }
            await publish.mutateAsync(undefined);
            sayDone(texts.assessments.published(name));
            navigate(`/assessments/${draft.id}`);
          }}
        >
          {t.publish}
        </ConfirmButton>
      </div>
    </header>
  );
}
