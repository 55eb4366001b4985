import type { CatalogFacts } from '../../domain/attack/catalog-facts';
import { formatCount } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { goTo } from '../../state/route';
import { Button } from '../pieces/Button';
import { EmptyState } from '../pieces/EmptyState';
import { chooseFiles } from '../shell/ImportButton';
import { nameRelease } from './coverage-words';

/** Nothing to compute from yet: what is missing, and three ways to it. */
export function CoverageEmpty(props: { readonly hasGroups: boolean; readonly facts: CatalogFacts }) {
  const { demonstration } = useApp();
  return (
    <EmptyState
      title={props.hasGroups ? 'No sensor is in your inventory yet' : 'Nothing is in your inventory yet'}
      actions={
        <>
          <Button kind="primary" disabled={demonstration.isOpening()} onClick={() => void demonstration.open()}>
            Try the demonstration estate
          </Button>
          <Button onClick={chooseFiles}>Choose a file</Button>
          <Button onClick={() => goTo('inventory')}>{props.hasGroups ? 'Add sensors' : 'Add'} by hand</Button>
        </>
      }
    >
      <p>
        Which of the {formatCount(props.facts.techniques.length)} techniques of {nameRelease(props.facts)} you have
        telemetry for follows from two lists: your system groups (what there is to be watched) and your sensors (what
        watches it). Name them, and this matrix is filled in.
      </p>
      <p>
        The quickest way is a table you already have: choose a CSV, drop it anywhere on this page, or paste it from a
        spreadsheet. Nothing leaves this device.
      </p>
    </EmptyState>
  );
}
