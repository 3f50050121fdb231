import { Modal } from '@mantine/core';
import { api } from '@/api';
import type { DefinitionProblem, ImportResult } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { sayDone } from '@/components/notices';
import { DefinitionInput } from './DefinitionInput';
import classes from './ImportDialog.module.css';
import { Samples } from './Samples';

const t = texts.assessments.importing;

interface ImportDialogProps {
  opened: boolean;
  onClose: () => void;
  onImported: (id: number) => void;
}

/** Samples to begin with, or a definition from a file or pasted; mistakes are listed with their places. */
export function ImportDialog({ opened, onClose, onImported }: ImportDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t.title}
      size={680}
      closeButtonProps={{ 'aria-label': texts.app.close }}
    >
      <Content onImported={onImported} />
    </Modal>
  );
}

function Content({ onImported }: { onImported: (id: number) => void }) {
  const take = (result: ImportResult) => {
    if (result.problems.length > 0) return;
    const { id, name } = result.assessment;
    sayDone(result.created ? t.created(name) : t.drafted(name));
    onImported(id);
  };
  const sample = useChange((code: string) => api.assessments.ImportSample(code), { onDone: take });
  const definition = useChange((text: string) => api.assessments.Import(text), { onDone: take });
  const problems = definition.data?.problems ?? sample.data?.problems ?? [];
  return (
    <div className={classes.content}>
      <p className={classes.sentence}>{t.sentence}</p>
      <Samples onImport={(code) => sample.mutate(code)} busy={sample.isPending ? sample.variables : undefined} />
      <DefinitionInput onImport={(text) => definition.mutate(text)} busy={definition.isPending} />
      {problems.length > 0 ? <Problems problems={problems} /> : null}
    </div>
  );
}

function Problems({ problems }: { problems: DefinitionProblem[] }) {
  return (
    <section className={classes.problems} role="alert">
      <h3 className={classes.title}>{t.problems(problems.length)}</h3>
      <p className={classes.sentence}>{t.problemsSentence}</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t.place.line}</th>
            <th scope="col">{t.place.column}</th>
            <th scope="col">{t.place.path}</th>
            <th scope="col">{t.place.message}</th>
          </tr>
        </thead>
        <tbody>
          {problems.map((problem) => (
            <tr key={`${problem.line}:${problem.column}:${problem.place}:${problem.message}`}>
              <td className="number">{problem.line}</td>
              <td className="number">{problem.column}</td>
              <td className="mono">{problem.place}</td>
              <td>{problem.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
