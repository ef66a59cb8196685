import { describe, expect, test } from 'vitest';
import { rowsOf } from '../../example.fixture.ts';

const data = `
  wd:Q1 wdt:P31 wd:Q2 ; rdfs:label "one"@en, "eins"@de, "uno"@es ; schema:description "number"@en ;
    skos:altLabel "I"@en, "1"@en, "Eins"@de .
  wd:Q3 wdt:P31 wd:Q2 ; rdfs:label "drei"@de .
  wd:Q2 rdfs:label "Zahl"@de, "number"@mul .
`;
const label = (languages: string, more = ''): string =>
  `SERVICE wikibase:label { bd:serviceParam wikibase:language "${languages}" . ${more} }`;

describe('labels by the names of projected variables', () => {
  test.each([
    [
      `SELECT ?x ?xLabel { ?x wdt:P31 wd:Q2 ${label('en,de')} }`,
      "wd:Q1 'one'@en | wd:Q3 'drei'@de",
    ],
    [`SELECT ?xLabel { ?x wdt:P31 ?c ${label('es')} }`, "'Q3' | 'uno'@es"],
    [`SELECT ?xLabel { ?x wdt:P31 ?c ${label('EN')} }`, "'Q1' | 'Q3'"],
    [`SELECT ?xDescription { ?x wdt:P31 ?c ${label('en')} }`, "'number'@en | -"],
    [`SELECT ?xAltLabel { ?x wdt:P31 ?c ${label('en')} }`, "'I, 1'@en | -"],
    [`SELECT ?cLabel { wd:Q3 wdt:P31 ?c ${label('fr,mul')} }`, "'number'@mul"],
    [`SELECT ?xLabel { ${label('de')} ?x wdt:P31 ?c }`, "'drei'@de | 'eins'@de"],
    [
      `SELECT ?vLabel { VALUES ?v { "text" <http://other.example/a> } ${label('en')} }`,
      "'http://other.example/a' | 'text'",
    ],
    [`SELECT ?noLabel { ?x wdt:P31 ?c ${label('en')} }`, '- | -'],
    [`SELECT (STR(?xLabel) AS ?s) { ?x wdt:P31 ?c ${label('de')} }`, '- | -'],
    [
      `SELECT ?c ?cLabel (COUNT(?x) AS ?n) { ?x wdt:P31 ?c ${label('de')} } GROUP BY ?c ?cLabel`,
      "wd:Q2 'Zahl'@de 2",
    ],
    [`SELECT ?xLabel { ?x wdt:P31 ?c ${label('de')} } ORDER BY ?xLabel`, "'drei'@de | 'eins'@de"],
    [
      `SELECT ?xLabel { { SELECT ?x ?xLabel { ?x wdt:P31 ?c ${label('de')} } } FILTER(STRSTARTS(?xLabel, "d")) }`,
      "'drei'@de",
    ],
    [
      `SELECT ?xLabel ?s { ?x wdt:P31 ?c ${label('de')} BIND(UCASE(?xLabel) AS ?s) }`,
      "'drei'@de 'DREI'@de | 'eins'@de 'EINS'@de",
    ],
    [`SELECT ?xLabel { ?x wdt:P31 ?c BIND("own" AS ?xLabel) ${label('de')} }`, "'own' | 'own'"],
  ])('%s', (query, rows) => {
    expect(rowsOf(data, query)).toBe(rows);
  });
});

describe('labels asked for by pattern', () => {
  test.each([
    [
      `SELECT ?x ?name { ?x wdt:P31 ?c ${label('de', '?x rdfs:label ?name .')} }`,
      "wd:Q1 'eins'@de | wd:Q3 'drei'@de",
    ],
    [`SELECT ?n { ${label('en', 'wd:Q1 rdfs:label ?n .')} }`, "'one'@en"],
    [
      `SELECT ?n ?m { ${label('en', 'wd:Q1 rdfs:label ?n .')} ${label('de', 'wd:Q1 rdfs:label ?m .')} }`,
      "'one'@en 'eins'@de",
    ],
    [
      `SELECT ?x ?xLabel { ?x wdt:P31 ?c SERVICE wikibase:label { ?x rdfs:label ?n } }`,
      'query-syntax',
    ],
  ])('%s', (query, rows) => {
    expect(rowsOf(data, query)).toBe(rows);
  });
});

describe('[AUTO_LANGUAGE]', () => {
  const query = `SELECT ?xLabel { ?x wdt:P31 wd:Q2 ${label('[AUTO_LANGUAGE]')} }`;
  test.each([
    [['de'], "'drei'@de | 'eins'@de"],
    [['gsw'], "'drei'@de | 'eins'@de"],
    [[], "'Q1' | 'Q3'"],
  ])('stands for %j and what they fall back to', (languages, rows) => {
    expect(rowsOf(data, query, { languages })).toBe(rows);
  });
});
