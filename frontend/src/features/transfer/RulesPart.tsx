import { Checkbox, Radio, Stack } from '@mantine/core';
import { texts } from '@/app/texts';
import { FormSection } from '@/components/FormSection';
import type { Choice, Kind } from './useImport';

const t = texts.transfer;

interface RulesPartProps {
  kind: Kind;
  choice: Choice;
  onChange: (changes: Partial<Choice>) => void;
}

/** What becomes of rows about what is there already, and of those who are new. */
export function RulesPart({ kind, choice, onChange }: RulesPartProps) {
  return (
    <FormSection title={t.rules} sentence={t.rulesSentence}>
      <Radio.Group
        label={t.mode}
        description={t.modeHelp[kind]}
        value={choice.mode}
        onChange={(mode) => onChange({ mode })}
      >
        <Stack gap={8} mt={8}>
          {Object.entries(t.modes).map(([mode, label]) => (
            <Radio key={mode} value={mode} label={label} />
          ))}
        </Stack>
      </Radio.Group>
      {kind === 'users' ? (
        <Checkbox
          label={t.sendActivation}
          description={t.sendActivationHelp}
          checked={choice.sendActivation}
          onChange={(event) => onChange({ sendActivation: event.currentTarget.checked })}
        />
      ) : null}
    </FormSection>
  );
}
