/** What is written so that the parser reads it: the rows tell that it did. */
import { describe, expect, test } from 'vitest';
import { engineOver, indexOf, rowsOf } from '../example.fixture.ts';

const data = `
  :a :n "+5"^^xsd:integer, 5, "1E3"^^xsd:double, "1e3"^^xsd:double .
  :1E3 :is "named" .
`;

test.each([
  ['SELECT ?x { ?x :n +5 }', ':a'],
  ['SELECT ?v { VALUES ?v { +5 5 -5 1E3 1e3 } ?x :n ?v }', '+5 | 1E3^^double | 1e3^^double | 5'],
  ['SELECT ?v { VALUES (?v) { (+5) (1E3) } ?x :n ?v }', '+5 | 1E3^^double'],
  ['SELECT ?v { ?x :n ?v FILTER(?v +5 = 10) }', '+5 | 5'],
  ['SELECT (?v+1E1 AS ?w) { VALUES ?v { 1 } }', '1.1E1^^double'],
  ['SELECT ?v { :1E3 :is ?v }', "'named'"],
  ['VERSION "1.2" SELECT ?v { :1E3 :is ?v }', "'named'"],
  ['SELECT ?x { VALUES ?x { 0 1 } FILTER(!!?x) }', '1'],
  ['SELECT ?x { VALUES ?x { 0 1 } FILTER(!!!?x && !! (?x = 0)) }', '0'],
  ['SELECT ?x { VALUES ?x { 0 1 } FILTER(! !EXISTS { :1E3 ?p ?o } && !!xsd:boolean(?x)) }', '1'],
  ['SELECT (!!"a"@en AS ?x) (!!"1"^^xsd:boolean AS ?y) (!!"" AS ?z) { }', '- true false'],
  [String.raw`SELECT ?v { :1\u00453 :is ?v FILTER(?v != "\\uD83C") }`, "'named'"],
])('%s', (query, rows) => {
  expect(rowsOf(data, query)).toBe(rows);
});

describe('templates that hold a node alone', () => {
  const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
  test.each([
    ['[ :p ?v ]', '_:q1 <http://example.org/p> "named" .'],
    ['(?v)', `_:q1 <${rdf}first> "named" .\n_:q1 <${rdf}rest> <${rdf}nil> .`],
    ['[] :p ?v', '_:q1 <http://example.org/p> "named" .'],
    [
      '?x a :C. [ :p ?v ] . [ :q [ :r ?v ] ]',
      [
        `<http://example.org/1E3> <${rdf}type> <http://example.org/C> .`,
        '_:q1 <http://example.org/p> "named" .',
        '_:q2 <http://example.org/q> _:q3 .',
        '_:q3 <http://example.org/r> "named" .',
      ].join('\n'),
    ],
  ])('%s', (template, triples) => {
    const text = `PREFIX : <http://example.org/> CONSTRUCT { ${template} } { ?x :is ?v }`;
    const format = 'ntriples';
    const answer = engineOver(indexOf(data)).run({ text, format, graphFormat: format });
    if (answer.outcome === 'failed') throw new Error(JSON.stringify(answer.failure));
    expect(Buffer.concat([...answer.chunks]).toString()).toBe(`${triples}\n`);
  });
});
