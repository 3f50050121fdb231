import { Button, NumberInput, Switch } from '@mantine/core';
import { useState } from 'react';
import { api } from '@/api';
import type { AllotmentRow } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { sayDone } from '@/components/notices';
import classes from './Rules.module.css';

const t = texts.allotments;

/** Whether organizations below may draw on it, and when it warns. */
export function Rules({ row }: { row: AllotmentRow }) {
  const [below, setBelow] = useState<number | string>(row.warnBelow);
  const share = useChange((on: boolean) => api.allotments.SetShared(row.id, on), {
    onDone: (_, on) => sayDone(on ? t.sharedOn : t.sharedOff),
  });
  const warn = useChange((limit: number) => api.allotments.SetWarning(row.id, limit), {
    onDone: (_, limit) => sayDone(t.warnSaved(limit)),
  });
  const wished = Number(below === '' ? 0 : below);
  return (
    <div className={classes.rules}>
      <Switch
        label={t.shared}
        description={t.sharedHelp}
        checked={row.isShared}
        disabled={share.isPending}
        onChange={(event) => share.mutate(event.currentTarget.checked)}
      />
      <form
        className={classes.warning}
        onSubmit={(event) => {
          event.preventDefault();
          warn.mutate(wished);
        }}
      >
        <NumberInput
          label={t.warnBelow}
          min={0}
          max={1_000_000_000}
          allowDecimal={false}
          thousandSeparator=","
          value={below}
          onChange={setBelow}
          aria-describedby="warning-help"
        />
        <Button type="submit" loading={warn.isPending} disabled={wished === row.warnBelow}>
          {t.setWarning}
        </Button>
      </form>
      <p className={classes.help} id="warning-help">
        {t.warnBelowHelp}
      </p>
    </div>
  );
}
