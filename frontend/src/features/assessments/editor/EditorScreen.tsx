import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { api } from '@/api';
import type { AssessmentDraft } from '@/api/types';
import { texts } from '@/app/texts';
import { LeaveGuard } from '@/components/LeaveGuard';
import { Loaded } from '@/components/Loaded';
import classes from './EditorScreen.module.css';
import { Header, type Mode } from './Header';
import { Outline } from './Outline';
import { Pane } from './Pane';
import { PreviewPane } from './PreviewPane';
import { draftKey, useEditor } from './useEditor';

/** The visual editor: the outline at the left, what is selected at the right; or the pages as a respondent sees them. */
export function EditorScreen() {
  const id = Number(useParams().id);
  const query = useQuery({
    queryKey: draftKey(id),
    queryFn: () => api.assessments.Draft(id),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return query.data ? (
    <Editing key={id} draft={query.data} />
  ) : (
    <div className={classes.loading}>
      <h1 className="visually-hidden">{texts.editor.title}</h1>
      <Loaded query={query}>{() => null}</Loaded>
    </div>
  );
}

function Editing({ draft }: { draft: AssessmentDraft }) {
  const editor = useEditor(draft);
  const [mode, setMode] = useState<Mode>('edit');
  return (
    <div className={classes.screen} data-fills>
      <Header editor={editor} mode={mode} onMode={setMode} />
      {mode === 'edit' ? (
        <div className={classes.columns}>
          <Outline editor={editor} />
          <Pane editor={editor} />
        </div>
      ) : (
        <PreviewPane editor={editor} />
      )}
      <LeaveGuard when={editor.changed} unless={editor.busy} />
    </div>
  );
}
