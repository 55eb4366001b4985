import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EMPTY_INVENTORY } from '../../src/domain/sensors/inventory';
import { makeProductMatcher } from '../../src/domain/sensors/match-product';
import type { SensorLibrary } from '../../src/domain/sensors/sensor';
import { writeInventoryCsv } from '../../src/formats/inventory/inventory-csv-write';
import { readBytes, tell } from './inventory-samples';

const LIBRARY = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../data/catalog/sensor-library.json'), 'utf8'),
) as SensorLibrary;
const matcher = makeProductMatcher(LIBRARY.sensors);

async function read(text: string) {
  const result = await readBytes(new TextEncoder().encode(text), {
    matchSensor: matcher.match,
    isVendor: matcher.isVendor,
  });
  if (!result.ok) throw new Error(result.issues.map(tell).join('\n'));
  const { value, issues } = result;
  expect(value.counts.kept + value.counts.rejected).toBe(value.counts.rows);
  return { ...value, issues };
}

const meaningsOf = ({ columns }: Awaited<ReturnType<typeof read>>) => columns.map(({ meaning }) => meaning);
const USUAL = ['sensor', 'vendor', 'group', 'platform', 'hosts', 'share', 'owner'];

describe('headers of other languages', () => {
  it.each([
    ['Italian', 'Strumento;Produttore;Gruppo di host;Piattaforma;Numero di dispositivi;Copertura %;Responsabile'],
    ['Polish', 'Narzędzie;Dostawca;Grupa hostów;Platforma;Liczba urządzeń;Pokrycie (%);Odpowiedzialny'],
    ['Dutch', 'Oplossing;Fabrikant;Hostgroep;Besturingssysteem;Aantal apparaten;Dekkingsgraad;Verantwoordelijke'],
    ['Portuguese', 'Ferramenta;Fornecedor;Grupo de hosts;Sistema Operacional;Número de hosts;Cobertura;Proprietário'],
    ['Russian', 'Средство защиты;Вендор;Группа узлов;Операционная система;Число хостов;Охват;Ответственный'],
    ['Chinese', '工具;供应商;主机组;平台;设备数量;部署率;负责人'],
    ['Japanese', '製品;メーカー;グループ;プラットフォーム;台数;カバー率;担当者'],
    ['Spanish', 'Solución;Proveedor;Grupo de activos;S.O.;Nº de equipos;% Cobertura;Propietario'],
    ['French', 'Solution;Éditeur;Parc;Système d’exploitation;Nombre de machines;Taux de déploiement;Équipe'],
    ['German', 'Lösung;Hersteller;Hostgruppe;Betriebssystem;Anzahl Rechner;Abdeckungsgrad;Ansprechpartner'],
  ])('are told in %s', async (_, header) => {
    const reading = await read(
      `${header}\nSysmon;Microsoft;Desks;Windows 11;120;75 %;Blue\nZeek;;Core;Linux;4;1 %;Red\n`,
    );
    expect(meaningsOf(reading)).toEqual(USUAL);
    expect(reading.groups.map(({ name, hosts, platforms }) => [name, hosts, platforms])).toEqual([
      ['Desks', 120, ['Windows']],
      ['Core', 4, ['Linux']],
    ]);
    expect(reading.deployments.map(({ observes }) => observes[0]?.share)).toEqual([0.75, 0.01]);
  });

  it.each([
    ['Déployé', 'oui', 'non'],
    ['Distribuito', 'sì', 'no'],
    ['Wdrożony', 'tak', 'nie'],
    ['Geïnstalleerd', 'ja', 'nee'],
    ['Implantado', 'sim', 'não'],
    ['Установлен', 'да', 'нет'],
    ['已部署', '是', '否'],
    ['Ausgerollt', 'ja', 'nein'],
    // Nobody knows the header; the cells say it.
    ['Kuckuck', 'ja', 'nein'],
  ])('%s: %s is deployed, %s is not', async (header, yes, no) => {
    const reading = await read(`Product,Group,${header}\nSysmon,A,${yes}\nZeek,A,${no}\nosquery,B,${no}\n`);
    expect(meaningsOf(reading)).toEqual(['sensor', 'group', 'status']);
    expect(reading.deployments.map(({ status }) => status)).toEqual(['deployed', 'candidate', 'candidate']);
  });

  it('a column of shares called deployed holds shares', async () => {
    const reading = await read('Product,Group,Deployed\nSysmon,A,80%\nZeek,B,20%\n');
    expect(meaningsOf(reading)).toEqual(['sensor', 'group', 'share']);
  });

  it('a share may be said by a word', async () => {
    const reading = await read('Prodotto;Gruppo;Copertura\nSysmon;A;95%\nZeek;A;sì\nosquery;A;no\n');
    expect(reading.deployments.map(({ observes }) => observes[0]?.share)).toEqual([0.95, 1, 0]);
  });

  it('two columns of yes and no are not guessed between', async () => {
    const reading = await read('Product,Group,Foo,Bar\nSysmon,A,yes,no\nZeek,A,no,no\n');
    expect(meaningsOf(reading)).toEqual(['sensor', 'group', null, null]);
  });
});

describe('rows of sums', () => {
  it.each(['Total', 'Grand total', 'Summe', 'Totale', 'Razem', 'Totaal', 'Итого', '合计', 'Gesamt:', 'Total général'])(
    '"%s" is no sensor',
    async (word) => {
      const reading = await read(`Product,Group,Hosts\nSysmon,A,10\n${word},,10\nZeek,${word},10\n`);
      expect(reading.counts).toMatchObject({ rows: 3, kept: 1, rejected: 2 });
      expect(reading.customSensors).toEqual([]);
      expect(reading.groups.map(({ name }) => name)).toEqual(['A']);
      expect(reading.rejectedRows.map(({ code }) => code)).toEqual(['total-row', 'total-row']);
    },
  );

  it('a group that is called so comes back as it was written', async () => {
    const first = await read('Product,Group,Hosts\nSysmon,"\'Total",10\n');
    expect(first.groups.map(({ name }) => name)).toEqual(['Total']);
    const deployments = first.deployments.map((each) => ({
      ...each,
      events: { mode: 'all' as const },
      status: 'deployed' as const,
    }));
    const { groups, customSensors } = first;
    const inventory = { groups, deployments, customSensors, supporting: EMPTY_INVENTORY.supporting };
    const again = await read(writeInventoryCsv(inventory, LIBRARY.sensors));
    expect(again.groups.map(({ name }) => name)).toEqual(['Total']);
  });
});

it('a header that comes again is no row', async () => {
  const reading = await read('Product,Group,Hosts\nSysmon,A,10\n\nProduct,Group,Hosts\nZeek,B,2\n');
  expect(reading.counts).toMatchObject({ rows: 3, kept: 2, rejected: 1 });
  expect(reading.rejectedRows.map(({ code }) => code)).toEqual(['header-again']);
  expect(reading.groups.map(({ name }) => name)).toEqual(['A', 'B']);
});

it('tools with spaced slashes between are cut where two are known', async () => {
  const reading = await read('Product,Group\nauditd / osquery / Fleeper,A\nNATO / OTAN suite,B\n');
  expect(reading.deployments.map(({ sensorId }) => sensorId).slice(0, 2)).toEqual(['auditd', 'osquery']);
  expect(reading.customSensors.map(({ name }) => name)).toEqual(['Fleeper', 'NATO / OTAN suite']);
});

it('a row with more cells that say nothing is kept', async () => {
  const reading = await read('Product,Group\nSysmon,A,-,n/a\nZeek,A,lost\n');
  expect(reading.counts).toMatchObject({ rows: 2, kept: 1, rejected: 1 });
});
