import { Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api';
import type { CohortReport } from '@/api/types';
import { withNonce } from '@/app/nonce';
import { texts } from '@/app/texts';
import { Loaded } from '@/components/Loaded';
import { SaveMenu } from '@/components/SaveMenu';
import { useShownCohort } from './CohortScreen';
import classes from './Cohorts.module.css';

const t = texts.cohorts;
/** Stands between a dimension and its value; no name has it. */
const BETWEEN = '\u001f';

/** The report as its managers see it, split and narrowed here. */
export function ReportTab() {
  const { id, input } = useShownCohort();
  const [splitBy, setSplitBy] = useState('');
  const [filter, setFilter] = useState('');
  const [filterBy = '', filterValue = ''] = filter === '' ? [] : filter.split(BETWEEN);
  const view = { splitBy, filterBy, filterValue };
  const query = useQuery({
    queryKey: ['cohorts', 'report', id, view],
    queryFn: () => api.cohorts.Report(id, view),
    placeholderData: keepPreviousData,
  });

  return (
    <Loaded query={query}>
      {(report) => (
        <>
          <div className={classes.controls}>
            {report.dimensions.length > 0 ? (
              <>
                <Select
                  label={t.split}
                  data={[
                    { value: '', label: t.splitNone },
                    ...report.dimensions
                      .filter(({ name }) => name !== filterBy)
                      .map(({ name, label }) => ({ value: name, label: label || t.role })),
                  ]}
                  value={splitBy}
                  onChange={(value) => setSplitBy(value ?? '')}
                  allowDeselect={false}
                />
                <Select
                  label={t.filter}
                  data={filterChoices(report, splitBy)}
                  value={filter}
                  onChange={(value) => setFilter(value ?? '')}
                  allowDeselect={false}
                />
              </>
            ) : null}
            {report.enough ? (
              <SaveMenu
                label={t.saveAs}
                title={t.saving}
                kinds={t.files}
                begin={(format) => api.cohorts.SaveReport(id, view, format)}
              />
            ) : null}
          </div>
          <iframe
            key={report.page}
            className={classes.frame}
            title={t.reportFrame(input.name)}
            sandbox=""
            srcDoc={withNonce(report.page)}
          />
        </>
      )}
    </Loaded>
  );
}

const filterChoices = (report: CohortReport, splitBy: string) => [
  { value: '', label: t.filterNone },
  ...report.dimensions
    .filter(({ name }) => name !== splitBy)
    .flatMap(({ name, label, values }) =>
      values.map((value) => ({
        value: name + BETWEEN + value,
        label: `${label || t.role}: ${value || t.notSaid}`,
      })),
    ),
];
