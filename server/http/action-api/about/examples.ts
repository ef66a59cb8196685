/**
 * Requests to learn from: for each module one or two, whose sentences are described as
 * `api-PATH-example-1` and `-2`. Those that only read can be tried as they stand. Their ids are
 * those of the knowledge that a wiki begins with.
 */

const TOKEN = 'token=123ABC%2B%5C';

const ofActions: Readonly<Record<string, readonly string[]>> = {
  main: [
    'action=query&meta=siteinfo&format=json&formatversion=2',
    `action=wbsetlabel&id=Q42&language=en&value=Douglas Adams&assert=user&${TOKEN}`,
  ],
  json: ['action=query&meta=siteinfo&format=json&formatversion=2'],
  checktoken: ['action=checktoken&type=csrf&token=%2B%5C'],
  clientlogin: [
    'action=clientlogin&username=Example&password=ExamplePassword&loginreturnurl=http://example.org/&logintoken=123ABC%2B%5C',
  ],
  createaccount: [
    'action=createaccount&username=Example&password=ExamplePassword&retype=ExamplePassword&createreturnurl=http://example.org/&createtoken=123ABC%2B%5C',
  ],
  login: ['action=login&lgname=Example@tool&lgpassword=ExamplePassword&lgtoken=123ABC%2B%5C'],
  logout: [`action=logout&${TOKEN}`],
  query: [
    'action=query&prop=revisions&titles=Q2|Property:P31&rvprop=ids|timestamp|content&rvslots=main',
    'action=query&meta=siteinfo&list=recentchanges',
  ],

  wbeditentity: [
    `action=wbeditentity&new=item&data={"labels":{"en":{"language":"en","value":"Earth"}}}&${TOKEN}`,
    `action=wbeditentity&id=Q42&data={"labels":{"en":{"language":"en","value":"Douglas Adams"},"de":{"language":"de","remove":""}}}&${TOKEN}`,
  ],
  wbsetlabel: [`action=wbsetlabel&id=Q42&language=en&value=Douglas Adams&${TOKEN}`],
  wbsetdescription: [
    `action=wbsetdescription&id=Q42&language=en&value=English writer and humorist&${TOKEN}`,
  ],
  wbsetaliases: [`action=wbsetaliases&id=Q42&language=en&add=Douglas N. Adams|D. Adams&${TOKEN}`],
  wbsetsitelink: [`action=wbsetsitelink&id=Q42&linksite=enwiki&linktitle=Douglas Adams&${TOKEN}`],
  wblinktitles: [
    `action=wblinktitles&fromsite=enwiki&fromtitle=Earth&tosite=dewiki&totitle=Erde&${TOKEN}`,
  ],
  wbcreateclaim: [
    `action=wbcreateclaim&entity=Q42&property=P31&snaktype=value&value={"entity-type":"item","id":"Q5"}&${TOKEN}`,
  ],
  wbsetclaim: [
    `action=wbsetclaim&claim={"id":"Q42$1f2e3d4c-0000-4000-8000-0123456789ab","type":"statement","rank":"preferred","mainsnak":{"snaktype":"somevalue","property":"P31"}}&${TOKEN}`,
  ],
  wbsetclaimvalue: [
    `action=wbsetclaimvalue&claim=Q42$1f2e3d4c-0000-4000-8000-0123456789ab&snaktype=value&value="text"&${TOKEN}`,
  ],
  wbremoveclaims: [`action=wbremoveclaims&claim=Q42$1f2e3d4c-0000-4000-8000-0123456789ab&${TOKEN}`],
  wbsetqualifier: [
    `action=wbsetqualifier&claim=Q42$1f2e3d4c-0000-4000-8000-0123456789ab&property=P1545&snaktype=value&value="1"&${TOKEN}`,
  ],
  wbremovequalifiers: [
    `action=wbremovequalifiers&claim=Q42$1f2e3d4c-0000-4000-8000-0123456789ab&qualifiers=0123456789abcdef0123456789abcdef01234567&${TOKEN}`,
  ],
  wbsetreference: [
    `action=wbsetreference&statement=Q42$1f2e3d4c-0000-4000-8000-0123456789ab&snaks={"P854":[{"snaktype":"value","property":"P854","datavalue":{"type":"string","value":"https://example.org/"}}]}&${TOKEN}`,
  ],
  wbremovereferences: [
    `action=wbremovereferences&statement=Q42$1f2e3d4c-0000-4000-8000-0123456789ab&references=0123456789abcdef0123456789abcdef01234567&${TOKEN}`,
  ],
  wbmergeitems: [`action=wbmergeitems&fromid=Q4115189&toid=Q42&${TOKEN}`],
  wbcreateredirect: [`action=wbcreateredirect&from=Q4115189&to=Q42&${TOKEN}`],
  wbladdform: [
    `action=wbladdform&lexemeId=L7&data={"representations":{"en":{"language":"en","value":"waters"}},"grammaticalFeatures":[]}&${TOKEN}`,
  ],
  wblremoveform: [`action=wblremoveform&id=L7-F1&${TOKEN}`],
  wbleditformelements: [
    `action=wbleditformelements&formId=L7-F1&data={"representations":{"en":{"language":"en","value":"waters"}}}&${TOKEN}`,
  ],
  wbladdsense: [
    `action=wbladdsense&lexemeId=L7&data={"glosses":{"en":{"language":"en","value":"what rivers are made of"}}}&${TOKEN}`,
  ],
  wblremovesense: [`action=wblremovesense&id=L7-S1&${TOKEN}`],
  wbleditsenseelements: [
    `action=wbleditsenseelements&senseId=L7-S1&data={"glosses":{"en":{"language":"en","value":"what rivers are made of"}}}&${TOKEN}`,
  ],
  wblmergelexemes: [`action=wblmergelexemes&source=L8&target=L7&${TOKEN}`],

  delete: [`action=delete&title=Q42&reason=Was a test&${TOKEN}`],
  edit: [
    `action=edit&title=Q42&undo=123&${TOKEN}`,
    `action=edit&title=Talk:Q42&section=new&sectiontitle=A question&text=Is this right?&${TOKEN}`,
  ],
  patrol: [`action=patrol&revid=123&${TOKEN}`],
  revisiondelete: [`action=revisiondelete&type=revision&ids=123&hide=comment&${TOKEN}`],
  rollback: [`action=rollback&title=Q42&user=192.0.2.5&${TOKEN}`],
  undelete: [`action=undelete&title=Q42&reason=Was no test&${TOKEN}`],
  watch: [`action=watch&titles=Q42&expiry=1 week&${TOKEN}`],
  block: [`action=block&user=192.0.2.5&expiry=3 days&reason=Vandalism&${TOKEN}`],
  protect: [`action=protect&title=Q42&protections=edit=sysop&expiry=1 month&${TOKEN}`],
  managetags: [
    `action=managetags&operation=create&tag=spelling&description=Corrects a spelling&${TOKEN}`,
  ],
  tag: [`action=tag&revid=123&add=spelling&${TOKEN}`],
  unblock: [`action=unblock&user=192.0.2.5&reason=Sorry&${TOKEN}`],
  userrights: [`action=userrights&user=Example&add=bot&expiry=1 year&${TOKEN}`],

  compare: ['action=compare&fromtitle=Q2&totitle=Q5'],
  wbgetentities: [
    'action=wbgetentities&ids=Q2|P31&props=labels|descriptions&languages=en|de',
    'action=wbgetentities&sites=enwiki&titles=Earth',
  ],
  wbgetclaims: ['action=wbgetclaims&entity=Q2&property=P31'],
  wbsearchentities: ['action=wbsearchentities&search=ear&language=en&limit=5'],
  wbparsevalue: ['action=wbparsevalue&datatype=time&values=20 July 1969&options={"lang":"en"}'],
  wbformatvalue: [
    'action=wbformatvalue&generate=text/plain&datavalue={"type":"quantity","value":{"amount":"%2B9.81","upperBound":"%2B9.82","lowerBound":"%2B9.80","unit":"1"}}',
  ],
  wbformatentities: ['action=wbformatentities&ids=Q2|P31'],
  wbavailablebadges: ['action=wbavailablebadges'],
  wbsgetsuggestions: ['action=wbsgetsuggestions&properties=P31|P279'],
  parse: ['action=parse&page=Q2', 'action=parse&text=Hello&title=Greeting'],
  sitematrix: ['action=sitematrix'],
  streamconfigs: ['action=streamconfigs&all_settings=1'],
  opensearch: ['action=opensearch&search=ear&limit=5'],
  purge: ['action=purge&titles=Q2'],
  help: ['action=help', 'action=help&modules=query%2Brevisions'],
  paraminfo: [
    'action=paraminfo&modules=wbgetentities|query%2Binfo&helpformat=html',
    'action=paraminfo&modules=query%2B*',
  ],
};

/** What follows `action=query&`. */
const ofSubmodules: Readonly<Record<string, readonly string[]>> = {
  allmessages: ['meta=allmessages&ammessages=search-title&amlang=de'],
  wbcontentlanguages: ['meta=wbcontentlanguages&wbclprop=code|autonym'],
  filerepoinfo: ['meta=filerepoinfo&friprop=name|rootUrl'],
  siteinfo: ['meta=siteinfo&siprop=general|namespaces'],
  tokens: ['meta=tokens&type=csrf|login'],
  userinfo: ['meta=userinfo&uiprop=groups|rights'],
  wikibase: ['meta=wikibase'],
  allpages: ['list=allpages&apnamespace=0&aplimit=5'],
  allrevisions: ['list=allrevisions&arvnamespace=0&arvlimit=5'],
  allusers: ['list=allusers&augroup=sysop&auprop=registration'],
  backlinks: ['list=backlinks&bltitle=Q2&bllimit=5'],
  blocks: ['list=blocks&bklimit=5'],
  embeddedin: ['list=embeddedin&eititle=Q2'],
  wbsearch: ['generator=wbsearch&gwbssearch=ear&prop=entityterms'],
  logevents: ['list=logevents&lelimit=5'],
  watchlistraw: ['list=watchlistraw'],
  recentchanges: ['list=recentchanges&rcshow=!bot&rcprop=title|user|timestamp&rclimit=5'],
  search: ['list=search&srsearch=earth&srinfo=totalhits'],
  tags: ['list=tags&tgprop=hitcount'],
  wblistentityusage: ['list=wblistentityusage&wbeuentities=Q2&wbeulimit=5'],
  wbsubscribers: ['list=wbsubscribers&wblsentities=Q2'],
  usercontribs: ['list=usercontribs&ucuser=Admin&uclimit=5'],
  users: ['list=users&ususers=Admin|Example&usprop=groups|editcount'],
  watchlist: ['list=watchlist&wlprop=title|user|timestamp'],
  categories: ['prop=categories&titles=Q2'],
  extlinks: ['prop=extlinks&titles=Q2'],
  images: ['prop=images&titles=Q2'],
  langlinks: ['prop=langlinks&titles=Q2'],
  categoryinfo: ['prop=categoryinfo&titles=Q2'],
  description: ['prop=description&titles=Q2'],
  entityterms: ['prop=entityterms&titles=Q2&wbetterms=label&wbetlanguage=en'],
  wbentityusage: ['prop=wbentityusage&titles=Q2'],
  imageinfo: ['prop=imageinfo&titles=Q2'],
  info: ['prop=info&titles=Q2&inprop=url|protection'],
  pageprops: ['prop=pageprops&titles=Q2'],
  pageterms: ['prop=pageterms&titles=Q2&wbptterms=label|description'],
  revisions: [
    'prop=revisions&titles=Q2&rvprop=content&rvslots=main',
    'prop=revisions&titles=Q2&rvlimit=5&rvprop=ids|timestamp|user|comment',
  ],
  templates: ['prop=templates&titles=Q2'],
};

/** The query strings of a module's examples. */
export function examplesOf(path: string): readonly string[] {
  const [, submodule] = path.split('query+');
  if (submodule === undefined) return ofActions[path] ?? [];
  return (ofSubmodules[submodule] ?? []).map((query) => `action=query&${query}`);
}
