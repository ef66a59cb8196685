import { describe, expect, test } from 'vitest';
import { CONCEPT_BASE, engineOver, indexOf, indexOfGraphs, rowsOf } from './example.fixture.ts';

const family = `
  :ann :parent :bob, :cid ; :age 50 ; :name "Ann" .
  :bob :parent :dan ; :age 30 ; :name "Bob"@en, "Bobby"@de .
  :cid :age 28 . :dan :age 5 .
`;

describe('patterns', () => {
  test.each([
    ['SELECT ?x { :ann :parent ?x }', ':bob | :cid'],
    ['SELECT ?x ?z { ?x :parent/:parent ?z }', ':ann :dan'],
    ['SELECT ?x { ?x :parent ?y . ?y :age 28 }', ':ann'],
    ['SELECT ?x { :nobody :parent ?x }', ''],
    ['SELECT * { }', ''],
    [
      'SELECT ?x ?n { ?x :age ?a OPTIONAL { ?x :name ?n } }',
      ":ann 'Ann' | :bob 'Bob'@en | :bob 'Bobby'@de | :cid - | :dan -",
    ],
    [
      'SELECT ?x ?n { ?x :age ?a OPTIONAL { ?x :name ?n FILTER(?a > 40) } }',
      ":ann 'Ann' | :bob - | :cid - | :dan -",
    ],
    ['SELECT ?x { { ?x :age 5 } UNION { ?x :age 50 } }', ':ann | :dan'],
    ['SELECT ?x { ?x :age ?a MINUS { ?x :name ?n } }', ':cid | :dan'],
    ['SELECT ?x { ?x :age ?a MINUS { :ann :name ?n } }', ':ann | :bob | :cid | :dan'],
    ['SELECT ?x { ?x :age ?a FILTER EXISTS { ?x :parent ?y } }', ':ann | :bob'],
    ['SELECT ?x { ?x :age ?a FILTER(?a < 10 || NOT EXISTS { ?y :parent ?x }) }', ':ann | :dan'],
    ['SELECT ?x { ?x :age ?a FILTER NOT EXISTS { ?y :age ?b FILTER(?b > ?a) } }', ':ann'],
    ['SELECT ?x { VALUES ?x { :ann :zoe } ?x :age ?a }', ':ann'],
    [
      'SELECT ?x ?y { VALUES (?x ?y) { (:ann UNDEF) (UNDEF :dan) } ?x :parent ?y }',
      ':ann :bob | :ann :cid | :bob :dan',
    ],
    ['SELECT ?x ?b { ?x :age ?a BIND(?a + 1 AS ?b) FILTER(?b = 6) }', ':dan 6'],
    ['SELECT ?x { ?x :age ?a { SELECT (MAX(?b) AS ?a) { ?z :age ?b } } }', ':ann'],
    ['SELECT ?x { ?x :age ?a . { SELECT ?x { ?x :parent ?a } } }', ':ann | :ann | :bob'],
  ])('%s', (query, rows) => {
    expect(rowsOf(family, query)).toBe(rows);
  });

  test('EXISTS asks for the terms of its row, wherever in the pattern they are wanted', () => {
    expect(exists('?y :age ?b FILTER(?b > ?a) ?x :parent ?z')).toBe(':bob');
    expect(exists('{ ?y :age ?b FILTER(?b = ?a + 2) } UNION { ?x :name "Ann" }')).toBe(
      ':ann | :cid',
    );
    expect(exists('OPTIONAL { ?x :parent :dan }')).toBe(':ann | :bob | :cid | :dan');
    expect(exists('?y :parent ?x MINUS { :ann :parent ?x }')).toBe(':dan');
    expect(exists('BIND(?a + 2 AS ?b) ?y :age ?b')).toBe(':cid');
    expect(exists('SELECT DISTINCT ?x { OPTIONAL { :ann :parent ?x } }')).toBe(
      ':ann | :bob | :cid | :dan',
    );
    expect(exists('FILTER NOT EXISTS { ?y :age ?b FILTER(?b > ?a) }')).toBe(':ann');
  });

  test('BNODE gives a node for a text in a solution, and another in the next', () => {
    const same = `SELECT (BNODE("a") = ?n AS ?s) (BNODE("b") = ?n AS ?t)
      { VALUES ?v { 1 2 } BIND(BNODE("a") AS ?n) }`;
    expect(rowsOf('', same)).toBe('true false | true false');
    const nodes = 'SELECT (COUNT(DISTINCT ?n) AS ?c) { VALUES ?v { 1 2 } BIND(BNODE("a") AS ?n) }';
    expect(rowsOf('', nodes)).toBe('2');
  });

  test('a filter sees only what its own group binds', () => {
    const query = 'SELECT ?x { ?x :age ?a . { ?y :parent ?z FILTER(BOUND(?a)) } }';
    expect(rowsOf(family, query)).toBe('');
  });

  test('what an optional part leaves unbound is not filled in from outside', () => {
    const data = ':x :p :a ; :q 1 . :y :r 1, 2 .';
    const query =
      'SELECT ?v { :y :r ?v { ?x :p :a OPTIONAL { ?x :q ?v } FILTER(!BOUND(?v) || ?v = 1) } }';
    expect(rowsOf(data, query)).toBe('1');
  });
});

/** Who has an age and what the pattern asks for. */
function exists(pattern: string): string {
  return rowsOf(family, `SELECT ?x { ?x :age ?a FILTER EXISTS { ${pattern} } }`);
}

describe('numbers in patterns', () => {
  const amounts = `
    :a :mass 12.5 ; :count "3"^^xsd:decimal ; :size 3 .
    :b :mass 12.5 ; :count "3"^^xsd:decimal ; :size 03 .
    :c :mass -12.5, "0"^^xsd:decimal ; :count "3"^^xsd:decimal, 3 .
  `;
  test.each([
    ['SELECT ?x { ?x :mass 12.5 }', ':a | :b'],
    ['SELECT ?x { ?x :mass 12.500 }', ':a | :b'],
    ['SELECT ?x { ?x :mass "+12.5"^^xsd:decimal }', ':a | :b'],
    ['SELECT ?x { ?x :mass -12.5 }', ':c'],
    ['SELECT ?x { ?x :mass 0 }', ':c'],
    ['SELECT ?x { ?x :mass -0.0 }', ':c'],
    ['SELECT ?x { ?x :mass 12 }', ''],
    ['SELECT ?x { ?x :mass "12.5" }', ''],
    ['SELECT ?x { ?x :mass "much"^^xsd:decimal }', ''],
    ['SELECT ?x { ?x :count 3 }', ':a | :b | :c'],
    ['SELECT (COUNT(*) AS ?n) { ?x :count 3 }', '3'],
    ['SELECT (COUNT(*) AS ?n) { ?x :mass -12.5 }', '1'],
    ['SELECT ?x ?p { ?x ?p 3 }', ':a :count | :a :size | :b :count | :c :count'],
    ['SELECT ?x { ?x :size 3 }', ':a'],
    ['SELECT ?x { ?x :size 03 }', ':b'],
    ['SELECT * { ?x :count 3 . ?x :mass 12.5 }', ':a | :b'],
    ['SELECT ?x { ?x :size ?s FILTER EXISTS { ?x :mass 12.5 } }', ':a | :b'],
    ['SELECT ?x { ?x :count ?n MINUS { ?x :mass 12.5 } }', ':c | :c'],
    ['SELECT ?x ?s { ?x :count 3 OPTIONAL { ?x :mass 12.5 ; :size ?s } }', ':a 3 | :b 03 | :c -'],
    ['SELECT ?x { VALUES ?x { :c } :c :count 3 }', ':c'],
    ['SELECT ?y { ?x :size 3 ; :mass ?m . ?y :mass ?m }', ':a | :b'],
  ])('%s', (query, rows) => {
    expect(rowsOf(amounts, query)).toBe(rows);
  });

  test('may be many', () => {
    const query = `SELECT DISTINCT ?x { ${'?x :count 3 . '.repeat(100)} }`;
    expect(rowsOf(amounts, query)).toBe(':a | :b | :c');
  });

  test('are compared as of the time that is asked for', () => {
    const index = indexOf(':a :mass "2"^^xsd:decimal .', ':b :mass 2 .');
    expect(rowsOf(index, 'SELECT ?x { ?x :mass 2 }', { at: 1 })).toBe(':a');
    expect(rowsOf(index, 'SELECT ?x { ?x :mass 2 }')).toBe(':a | :b');
  });
});

describe('property paths', () => {
  const classes = ':a :sub :b . :b :sub :c . :c :sub :a . :c :sub :d . :i :is :b . :d :other :e .';
  test.each([
    ['SELECT ?x { :a :sub+ ?x }', ':a | :b | :c | :d'],
    ['SELECT ?x { :d :sub* ?x }', ':d'],
    ['SELECT ?x { ?x :sub* :d }', ':a | :b | :c | :d'],
    ['SELECT ?x { :i :is/:sub* ?x }', ':a | :b | :c | :d'],
    ['SELECT ?x { ?x :sub? :c }', ':b | :c'],
    ['SELECT ?x { ?x ^:sub :a }', ':b'],
    ['SELECT ?x { :d !:sub ?x }', ':e'],
    ['SELECT ?x { :d (:other|^:sub) ?x }', ':c | :e'],
    ['SELECT ?x { :d !(:sub|^:sub) ?x }', ':e'],
    ['SELECT ?x { ?x (:sub/:sub)+ ?x }', ':a | :b | :c'],
    ['SELECT ?x { :c (:sub|:sub) ?x }', ':a | :a | :d | :d'],
    ['SELECT ?x { :c (:sub|:sub)? ?x }', ':a | :c | :d'],
    ['SELECT ?x { :i :is?/:sub? ?x }', ':b | :c | :i'],
    ['SELECT ?x { :nowhere :sub* ?x }', ':nowhere'],
    ['SELECT ?y { VALUES ?x { :nowhere } ?x :sub* ?y }', ''],
    ['SELECT ?x { :b !^:is ?x }', ':a'],
    ['ASK { :a :sub+ :d }', ''],
    ['SELECT ?x ?y { ?x :sub+ ?y FILTER(?x = :c) }', ':c :a | :c :b | :c :c | :c :d'],
    ['SELECT ?x ?y { ?x (:is|:other)+ ?y }', ':d :e | :i :b'],
    ['SELECT ?x { ?x ^:sub/:sub+ :d FILTER(?x != :c) }', ':a | :b | :d'],
    ['SELECT ?x { VALUES ?x { :a :nowhere UNDEF } ?x :sub* :d }', ':a | :a | :b | :c | :d'],
    ['SELECT ?x { VALUES ?x { :nowhere :d } ?x :sub* ?x }', ':d'],
  ])('%s', (query, rows) => {
    expect(rowsOf(classes, query)).toBe(rows);
  });
});

describe('groups and order', () => {
  test.each([
    ['SELECT (COUNT(*) AS ?n) { ?x :age ?a }', '4'],
    ['SELECT (COUNT(*) AS ?n) { ?x :nothing ?a }', '0'],
    ['SELECT (SUM(?a) AS ?s) (AVG(?a) AS ?m) { ?x :age ?a }', '113 28.25'],
    ['SELECT ?x (COUNT(?y) AS ?n) { ?x :parent ?y } GROUP BY ?x', ':ann 2 | :bob 1'],
    ['SELECT ?x { ?x :parent ?y } GROUP BY ?x HAVING(COUNT(?y) > 1)', ':ann'],
    ['SELECT ?x (COUNT(?y) AS ?n) { ?x :parent ?y } GROUP BY ?x HAVING(?n > 1)', ':ann 2'],
    ['SELECT (GROUP_CONCAT(?n; separator="+") AS ?all) { VALUES ?n { "a" "b" } }', "'a+b'"],
    ['SELECT (COUNT(DISTINCT ?d) AS ?n) { VALUES ?d { 1 1 2 } }', '2'],
    ['SELECT ?x { ?x :age ?a } ORDER BY DESC(?a) LIMIT 2', ':ann | :bob'],
    ['SELECT ?x { ?x :age ?a } ORDER BY ?a OFFSET 3', ':ann'],
    ['SELECT ?v { VALUES ?v { 2 "a" :i 1.5 UNDEF } } ORDER BY ?v', "- | :i | 1.5 | 2 | 'a'"],
    ['SELECT DISTINCT ?p { ?x ?p ?o }', ':age | :name | :parent'],
    ['SELECT DISTINCT ?y { ?x :parent ?y }', ':bob | :cid | :dan'],
    ['SELECT ?a (COUNT(*) AS ?n) { ?x :age ?a } GROUP BY ?a', '28 1 | 30 1 | 5 1 | 50 1'],
    ['SELECT (COUNT(DISTINCT *) AS ?n) { ?x :parent ?y }', '3'],
    ['SELECT (SUM(?v) AS ?s) { VALUES ?v { 1 2.5 9007199254740993 } }', '9007199254740996.5'],
    ['SELECT (SUM(?v) AS ?s) (COUNT(?v) AS ?n) { VALUES ?v { 1 :i UNDEF } }', '- 2'],
    ['SELECT (MIN(?v) AS ?l) (MAX(?v) AS ?m) { VALUES ?v { 10 9 8.5 "z" } }', "8.5 'z'"],
    ['SELECT ?v { VALUES ?v { 3 -1 20 } } ORDER BY DESC(?v)', '20 | 3 | -1'],
    ['SELECT ?v { VALUES (?v ?w) { (1 2) (2 1) (3 1) } } ORDER BY ?w DESC(?v)', '3 | 2 | 1'],
    ['SELECT (SUM(?v) AS ?s) (COUNT(?v + 1) AS ?n) { VALUES ?v { 1 "a" } }', '- 1'],
    ['SELECT (SUM(?v) AS ?s) (MIN(?v) AS ?m) { ?x :nothing ?v }', '0 -'],
    ['SELECT ?k (COUNT(*) AS ?n) { VALUES ?v { 1 "a" "b" } } GROUP BY (?v + 1 AS ?k)', '- 2 | 2 1'],
    ['SELECT ?v { VALUES ?v { 1 2 3 } } ORDER BY (1 / (?v - 2))', '2 | 1 | 3'],
    [
      'SELECT ?v { VALUES ?v { "b" "a"@en true 3 UNDEF } } ORDER BY DESC(?v)',
      "'b' | 'a'@en | true | 3 | -",
    ],
  ])('%s', (query, rows) => {
    expect(rowsOf(family, query)).toBe(rows);
  });
});

describe('graphs', () => {
  const graphs = indexOfGraphs({
    '': ':a :p 1 .',
    g: ':a :p 2 . :b :q :g .',
    h: ':a :p 2, 3 ; :q :i . :i :q :j .',
  });
  test.each([
    ['SELECT ?v { :a :p ?v }', '1'],
    ['SELECT ?v { GRAPH :g { :a :p ?v } }', '2'],
    ['SELECT ?v { GRAPH :nowhere { :a :p ?v } }', ''],
    ['SELECT * { GRAPH :nowhere { } }', ''],
    ['SELECT ?g { GRAPH ?g { } }', ':g | :h'],
    ['SELECT ?g ?v { GRAPH ?g { :a :p ?v } }', ':g 2 | :h 2 | :h 3'],
    ['SELECT ?g ?v { GRAPH ?g { :a :p ?v FILTER(BOUND(?g)) } }', ''],
    ['SELECT ?v { GRAPH ?g { :b :q ?g . :a :p ?v } }', '2'],
    ['SELECT ?v { :a :p ?o GRAPH ?g { :a :p ?v FILTER(?v > 2) } }', '3'],
    ['SELECT ?g ?n { GRAPH ?g { SELECT (COUNT(*) AS ?n) { :a ?p ?o } } }', ':g 1 | :h 3'],
    ['SELECT ?o ?v { :a :p ?o OPTIONAL { GRAPH :g { :a :p ?v } } }', '1 2'],
    ['SELECT ?o ?v { :a :p ?o OPTIONAL { GRAPH :nowhere { :a :p ?v } } }', '1 -'],
    ['SELECT ?v { GRAPH :h { :a :p ?v } MINUS { GRAPH :g { :a :p ?v } } }', '3'],
    ['SELECT ?v { GRAPH :h { :a :p ?v FILTER NOT EXISTS { ?x :q :j } } }', ''],
    ['SELECT ?v { GRAPH :h { :a :p ?v FILTER NOT EXISTS { GRAPH :g { :a :p ?v } } } }', '3'],
    ['SELECT ?g { VALUES ?g { :h :nowhere } FILTER EXISTS { GRAPH ?g { ?s ?p ?o } } }', ':h'],
    ['SELECT ?o { :a :p ?o FILTER EXISTS { GRAPH ?g { :a :p ?v FILTER(?v > ?o) } } }', '1'],
    ['SELECT ?g ?x { GRAPH ?g { :a :q* ?x } }', ':g :a | :h :a | :h :i | :h :j'],
    ['SELECT ?g ?v { GRAPH ?g { VALUES (?g ?v) { (UNDEF 1) (:g 2) } } }', ':g 1 | :g 2 | :h 1'],
  ])('%s', (query, rows) => {
    expect(rowsOf(graphs, query)).toBe(rows);
  });

  test.each([
    ['SELECT ?v FROM :g FROM :h { :a :p ?v }', '2 | 3'],
    ['SELECT (COUNT(*) AS ?n) FROM :g FROM :h { ?s ?p ?o }', '5'],
    ['SELECT ?v FROM :g FROM :h { ?x :q ?y . ?y :q ?v }', ':j'],
    ['SELECT ?x FROM :g FROM :h { ?y :q/:q* ?x . ?y :p 3 }', ':i | :j'],
    ['SELECT ?v FROM :nowhere { :a :p ?v }', ''],
    ['SELECT ?v FROM NAMED :h { :a :p ?v }', ''],
    ['SELECT ?g ?v FROM NAMED :h { GRAPH ?g { :a :p ?v } }', ':h 2 | :h 3'],
    ['SELECT ?v FROM :g { GRAPH ?g { :a :p ?v } }', ''],
    [`SELECT ?v FROM <${CONCEPT_BASE}> { :a :p ?v }`, '1'],
    [`SELECT ?v FROM <${CONCEPT_BASE}> FROM :g { :a :p ?v }`, '1 | 2'],
    [`SELECT ?g ?v FROM NAMED <${CONCEPT_BASE}> { GRAPH ?g { :a :p ?v } }`, 'wd: 1'],
  ])('%s', (query, rows) => {
    expect(rowsOf(graphs, query)).toBe(rows);
  });

  test('what the request names is asked, whatever the query names', () => {
    const dataset = { defaults: ['http://example.org/g'], named: ['http://example.org/h'] };
    const query = 'SELECT ?v FROM :h { { :a :p ?v } UNION { GRAPH ?g { :a :p ?v } } }';
    expect(rowsOf(graphs, query, { dataset })).toBe('2 | 2 | 3');
  });

  test('many triples of several graphs come once and in order', () => {
    const turtle = { g: numbered(0, 5000), h: numbered(2000, 6000), i: numbered(0, 9) };
    const many = indexOfGraphs(turtle);
    const from = 'FROM :g FROM :h FROM :i';
    expect(rowsOf(many, `SELECT (COUNT(*) AS ?n) ${from} { ?s ?p ?o }`)).toBe('6000');
    const ordered = `SELECT ?s ${from} { ?s :p 3 . ?s ?p ?o } ORDER BY ?s OFFSET 856`;
    expect(rowsOf(many, ordered)).toBe(':s997');
  });
});

function numbered(from: number, to: number): string {
  return Array.from({ length: to - from }, (_, i) => `:s${from + i} :p ${(from + i) % 7} .`).join(
    ' ',
  );
}

describe('named subqueries', () => {
  test.each([
    [
      'SELECT ?x ?a WITH { SELECT ?x { ?x :parent ?y } } AS %p WHERE { INCLUDE %p ?x :age ?a } ',
      ':ann 50 | :ann 50 | :bob 30',
    ],
    [
      'WITH %p AS { SELECT DISTINCT ?x { ?x :parent ?y } } SELECT ?x { INCLUDE %p . }',
      ':ann | :bob',
    ],
    ['SELECT ?x { INCLUDE %p }', 'query-syntax'],
    ['SELECT ?x WITH { SELECT ?x { INCLUDE %p } } AS %p WHERE { INCLUDE %p }', 'query-syntax'],
  ])('%s', (query, rows) => {
    expect(rowsOf(family, query)).toBe(rows);
  });
});

describe('what cannot be answered', () => {
  test.each([
    ['SELECT ?x { SERVICE <http://elsewhere.example/sparql> { ?x ?y ?z } }', 'query-unsupported'],
    ['SELECT (:unknown(1) AS ?x) { }', 'query-unsupported'],
    ['INSERT DATA { :a :b :c }', 'query-is-update'],
    ['', 'query-syntax'],
    ['SELECT ?x { ?x :p }', 'query-syntax'],
    ['SELECT ?x { ?x nope:p ?y }', 'query-syntax'],
    ['SELECT ?x (COUNT(*) AS ?n) { ?x :p ?y }', 'query-syntax'],
    ['SELECT * { { _:a :p 1 } { _:a :q 2 } }', 'query-syntax'],
    ['SELECT * { VALUES (?a ?b $a) { (1 2 3) } }', 'query-syntax'],
    ['SELECT (COUNT(SUM(?x)) AS ?n) { ?x :p ?y }', 'query-syntax'],
    ['SELECT (1 AS ?x) { ?x :p ?y } GROUP BY ?x', 'query-syntax'],
    ['SELECT * { ?x :p ?y BIND(1 AS ?x) }', 'query-syntax'],
    ['SELECT * { { ?x :p ?y } UNION { ?x :q ?y } BIND(1 AS ?x) }', 'query-syntax'],
    ['SELECT * { ?x :p ?y } GROUP BY ?x', 'query-syntax'],
    [String.raw`SELECT * { ?x :p "\uD83C" }`, 'query-syntax'],
    [String.raw`SELECT * { ?x :p <x:\U0000DCA1> }`, 'query-syntax'],
    ['VERSION """1.2""" SELECT * { }', 'query-syntax'],
    ['SELECT * { << :a :p :b >> ?q ?v }', 'query-syntax'],
    [`SELECT * { ${'{'.repeat(70)} ${'}'.repeat(70)} }`, 'query-too-large'],
    [`SELECT * { } # ${'x'.repeat(100 * 1024)}`, 'query-too-large'],
  ])('%s', (query, code) => {
    expect(rowsOf('', query)).toBe(code);
  });

  test('a syntax error is told by line and column', () => {
    const text = 'SELECT ?x {\n  ?x :p ;; \n}  )';
    const answer = engineOver(indexOf('')).run({ text: `PREFIX : <x:> ${text}`, format: 'json' });
    expect(answer).toMatchObject({ outcome: 'failed', failure: { parameters: { line: 2 } } });
  });
});

describe('time and limits', () => {
  test('a query is answered as of the sequence that is asked for', () => {
    const index = indexOf(':a :p 1 .', ':a :p 2 .');
    const query = 'SELECT ?v { :a :p ?v }';
    expect(rowsOf(index, query, { at: 1 })).toBe('1');
    expect(rowsOf(index, query)).toBe('1 | 2');
    expect(rowsOf(index, query, { at: 0 })).toBe('');
    expect(rowsOf(index, query, { at: 3 })).toBe('wrong-type');
  });

  const numbers = Array.from({ length: 300 }, (_, i) => `:s${i} :p ${i} .`).join(' ');
  const product = 'SELECT * { ?a <http://example.org/p> ?b . ?c ?d ?e . ?f ?g ?h } ORDER BY ?b';
  test.each([
    ['the deadline', { timeoutMs: 50 }, 'query-timeout'],
    ['memory', { memoryBytes: 1_000_000 }, 'query-memory'],
    ['the stop flag', { stopFlag: Int32Array.of(1) }, 'query-cancelled'],
  ])('a query that meets %s ends', (_, limits, code) => {
    const answer = engineOver(indexOf(numbers)).run({ text: product, format: 'json' }, limits);
    expect(answer).toMatchObject({ outcome: 'failed', failure: { code } });
  });
});

function date(text: string): string {
  return `"${text}"^^<http://www.w3.org/2001/XMLSchema#dateTime>`;
}

describe('conditions that ids alone can answer', () => {
  const values = `
    :a :v 1, -7, 2.5, 03, "2"^^xsd:double, "x", "x"@en, "y"@EN, :b, _:n,
      "1969-07-20T00:00:00Z"^^xsd:dateTime, "1969-07-20T20:17:40Z"^^xsd:dateTime,
      "1969-07-21T00:00:00+02:00"^^xsd:dateTime, "soon"^^xsd:dateTime .
  `;
  test.each([
    ['?v > 1', '03 | 2.5 | 2^^double'],
    ['?v >= 1', '03 | 1 | 2.5 | 2^^double'],
    ['3 > ?v', '-7 | 1 | 2.5 | 2^^double'],
    ['?v <= -7', '-7'],
    ['?v = 3', '03'],
    ['?v = 1', '1'],
    ['?v = :b', ':b'],
    [':b = ?v', ':b'],
    ['?v = :nowhere', ''],
    ['?v != :b && ISIRI(?v)', ''],
    ['LANG(?v) = "en"', "'x'@en"],
    ['"EN" = LANG(?v)', "'y'@EN"],
    ['STRSTARTS(STR(?v), "http://example.org/")', ':b'],
    ['STRSTARTS(STR(?v), "x")', "'x' | 'x'@en"],
    [`?v < ${date('1969-07-20T20:00:00Z')}`, '1969-07-20T00:00:00Z^^dateTime'],
    [
      `?v > ${date('1969-07-20T00:00:00Z')}`,
      '1969-07-20T20:17:40Z^^dateTime | 1969-07-21T00:00:00+02:00^^dateTime',
    ],
    [`?v = ${date('1969-07-20T22:00:00Z')}`, '1969-07-21T00:00:00+02:00^^dateTime'],
  ])('%s', (condition, rows) => {
    expect(rowsOf(values, `SELECT ?v { :a :v ?v FILTER(${condition}) }`)).toBe(rows);
  });
});
