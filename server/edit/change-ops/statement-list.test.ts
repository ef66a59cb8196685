import { expect, test } from 'vitest';
import { statementOf } from '../../../test/entity-notation.ts';
import { StatementList } from './statement-list.ts';

const listOf = (...notation: string[]) =>
  new StatementList(notation.map((text) => statementOf(text)));
const order = (list: StatementList) =>
  list
    .toArray()
    .map(({ id }) => Number(id.split(/[$-]/)[1]))
    .join(' ');

test('a statement joins those of its property, wherever these stand', () => {
  const list = listOf('P1=a#1', 'P2=b#2');
  list.place(statementOf('P1=c#3'));
  list.place(statementOf('P1=d#4'), 0);
  list.place(statementOf('P3=e#5'), 7);
  expect(order(list)).toBe('4 1 3 2 5');
});

test('a statement that moves within its group leaves the group where it was', () => {
  const list = listOf('P1=a#1', 'P2=b#2', 'P2=c#3');
  list.place(statementOf('P1=a#1'), 0);
  list.place(statementOf('P2=b#2'), 1);
  expect(order(list)).toBe('1 3 2');
});

test('a group that was emptied begins again at the end', () => {
  const list = listOf('P1=a#1', 'P2=b#2');
  list.remove(statementOf('P1=a#1'));
  expect(list.get(statementOf('P1=a#1').id)).toBeUndefined();
  list.place(statementOf('P1=c#3'));
  expect(order(list)).toBe('2 3');
});

test('a statement of another property with the same id takes its place in its own group', () => {
  const list = listOf('P1=a#1', 'P1=b#2', 'P2=c#3');
  list.place(statementOf('P2=d#1'));
  expect(order(list)).toBe('2 3 1');
});
