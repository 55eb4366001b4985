import type { ImportItem } from '../../state/import-session';

export type WorkingItem = Extract<ImportItem, { readonly stage: 'reading' | 'writing' }>;
export type PreviewItem = Extract<ImportItem, { readonly stage: 'preview' }>;
export type RefusedItem = Extract<ImportItem, { readonly stage: 'refused' }>;
export type DoneItem = Extract<ImportItem, { readonly stage: 'done' }>;
export type PastedItem = Extract<ImportItem, { readonly stage: 'pasted' }>;

export type Receipt = DoneItem['receipt'];
export type Preview = PreviewItem['preview'];
export type LayersDetail = Extract<Preview['detail'], { readonly kind: 'layers' }>;
export type RulesDetail = Extract<Preview['detail'], { readonly kind: 'rules' }>;
export type WeightsDetail = Extract<Preview['detail'], { readonly kind: 'weights' }>;
export type ReportPreviewDetail = Extract<Preview['detail'], { readonly kind: 'report' }>;
export type SysmonDetail = Extract<Preview['detail'], { readonly kind: 'sysmon' }>;
export type HistoryDetail = Extract<Preview['detail'], { readonly kind: 'history' }>;
export type IndicatorsDetail = Extract<Preview['detail'], { readonly kind: 'indicators' }>;
export type WarninglistsDetail = Extract<Preview['detail'], { readonly kind: 'warninglists' }>;
export type ChosenFormat = NonNullable<PreviewItem['choices']['format']>;
export type HistoryChoices = NonNullable<PreviewItem['choices']['history']>;
export type IndicatorChoices = NonNullable<PreviewItem['choices']['indicators']>;
export type IndicatorColumn = NonNullable<IndicatorsDetail['columns']>[number]['column'];
export type InventoryDetail = Extract<Preview['detail'], { readonly kind: 'inventory' }>;
export type RestoreDetail = Extract<Preview['detail'], { readonly kind: 'workspace' }>;
export type TableReading = InventoryDetail['table'];
export type TableColumn = TableReading['columns'][number];
export type ProductReading = TableReading['products'][number];
export type TableChoices = NonNullable<PreviewItem['choices']['table']>;
export type DettectDetail = Extract<Preview['detail'], { readonly kind: `dettect-${string}` }>;

export function isDettect(detail: Preview['detail']): detail is DettectDetail {
  return detail.kind.startsWith('dettect-');
}
