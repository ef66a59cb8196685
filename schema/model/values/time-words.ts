/**
 * Words for the times that CLDR has no names for: decades, centuries, millennia, ages; "circa";
 * the two calendars. Months and eras come from `locale-table.ts`.
 *
 * One language a line, `~` between alternatives, the first of which is written:
 * code | century | decade | millennium | years | millions of years | hundred millions of years |
 * billions of years | ago | circa | Julian | Gregorian | more names of the era before | of the common era
 *
 * `$n` is the number, `$o` an English ordinal, `$R` a Roman numeral; whichever is written, all are
 * read.
 */
import { fallbackChain } from '../languages/fallback.ts';

const TABLE = `
en|$o century~$o c.|$ns~$n's~the $ns|$o millennium|$n years~$n year|$n million years~$n Ma~$n mya~$n Myr||$n billion years~$n Ga~$n bya~$n Gyr|ago~before present~BP|circa~ca.~c.~about~around~approximately~approx.|Julian~Julian calendar~OS~O.S.~old style|Gregorian~Gregorian calendar~NS~N.S.~new style|B.C.E.~B.C.~before the common era|C.E.~A.D.~common era
de|$n. Jahrhundert~$n. Jh.~$n. Jhd.~$n. Jhdt.|$ner~$ner Jahre|$n. Jahrtausend~$n. Jt.|$n Jahre~$n Jahren|$n Millionen Jahre~$n Millionen Jahren~$n Mio. Jahre~$n Mio. Jahren||$n Milliarden Jahre~$n Milliarden Jahren~$n Mrd. Jahre~$n Mrd. Jahren|vor|um~etwa~ca.~zirka~circa~ungefähr|julianisch~julianischer Kalender|gregorianisch~gregorianischer Kalender|v. u. Z.~vor Christus~vor unserer Zeitrechnung|n. u. Z.~u. Z.~nach Christus~unserer Zeitrechnung
fr|$Re siècle~$R siècle~$Rème siècle~$R s.|années $n~les années $n|$Re millénaire~$R millénaire|$n ans~$n années|$n millions d’années~$n millions d'années~$n million d'années~$n Ma||$n milliards d’années~$n milliards d'années~$n milliard d'années~$n Ga|il y a|vers~environ~env.~autour de~circa|julien~calendrier julien|grégorien~calendrier grégorien|avant notre ère~AEC~av. n. è.|de notre ère~EC
es|siglo $R~s. $R|década de $n~años $n~los años $n|$R milenio~milenio $R|$n años|$n millones de años~$n millón de años||$n mil millones de años|hace|hacia~circa~alrededor de~aproximadamente~aprox.|juliano~calendario juliano|gregoriano~calendario gregoriano|a. e. c.~aC~antes de nuestra era|e. c.~dC
it|$R secolo~$R sec.~sec. $R|anni $n~anni '$n|$R millennio|$n anni|$n milioni di anni~$n milione di anni||$n miliardi di anni~$n miliardo di anni|fa|circa~verso il~intorno al|giuliano~calendario giuliano|gregoriano~calendario gregoriano|a.e.v.~aC|e.v.~dC
pt|século $R~séc. $R|década de $n~anos $n|$R milénio~milénio $R~$R milênio~milênio $R|$n anos|$n milhões de anos||$n mil milhões de anos~$n bilhões de anos|há~atrás|cerca de~circa~por volta de~aproximadamente|juliano~calendário juliano|gregoriano~calendário gregoriano|a. e. c.~antes da era comum|e. c.~era comum
ca|segle $R~s. $R|dècada del $n~anys $n|$Rr mil·lenni~$R mil·lenni|$n anys|$n milions d’anys~$n milions d'anys||$n mil milions d’anys~$n mil milions d'anys|fa|cap a~circa~aproximadament|julià~calendari julià|gregorià~calendari gregorià|a. de la n. e.|
ro|secolul $R~secolul al $R-lea~sec. $R|anii $n|mileniul $R~mileniul al $R-lea|$n ani~$n de ani|$n milioane de ani||$n miliarde de ani|acum|circa~cca.~aproximativ~în jurul anului|iulian~calendarul iulian|gregorian~calendarul gregorian|î.e.n.~î. Hr.|e.n.~d. Hr.
nl|$ne eeuw~$n eeuw|jaren $n~de jaren $n|$ne millennium|$n jaar|$n miljoen jaar||$n miljard jaar|geleden|circa~ca.~omstreeks~rond~ongeveer|juliaans~juliaanse kalender|gregoriaans~gregoriaanse kalender|v. C.~v.g.j.~voor onze jaartelling|n. C.~onze jaartelling
sv|$n:e århundradet~$n:e seklet~$n-hundratalet|$n-talet|$n:e årtusendet|$n år|$n miljoner år~$n miljon år||$n miljarder år~$n miljard år|sedan|cirka~ca~c:a~omkring~runt|juliansk~julianska kalendern|gregoriansk~gregorianska kalendern|före vår tideräkning~f.v.t.|efter vår tideräkning
da|$n. århundrede~$n. årh.|$n'erne~$nerne|$n. årtusinde|$n år|$n millioner år||$n milliarder år|siden|cirka~ca.~omkring|juliansk~den julianske kalender|gregoriansk~den gregorianske kalender|f.v.t.|e.v.t.
nb|$n. århundre~$n. årh.|$n-årene~$n-tallet|$n. årtusen|$n år|$n millioner år||$n milliarder år|siden|cirka~ca.~omkring~rundt|juliansk~den julianske kalenderen|gregoriansk~den gregorianske kalenderen|f.v.t.~fvt.|e.v.t.~evt.
fi|$n. vuosisata~$n. vuosisadalla|$n-luku~$n-luvulla|$n. vuosituhat|$n vuotta|$n miljoonaa vuotta||$n miljardia vuotta|sitten|noin~n.~suunnilleen~circa|juliaaninen~juliaaninen kalenteri|gregoriaaninen~gregoriaaninen kalenteri|eaa.~ennen ajanlaskun alkua|jaa.~jälkeen ajanlaskun alun
hu|$n. század~$R. század~$R. sz.|$n-es évek~$n-as évek~$n-os évek|$n. évezred~$R. évezred|$n év~$n évvel|$n millió év~$n millió évvel||$n milliárd év~$n milliárd évvel|ezelőtt|körülbelül~kb.~circa~cca.|julián~julián naptár|gregorián~gregorián naptár|i. e.~Kr. e.~időszámításunk előtt|i. sz.~Kr. u.
pl|$R wiek~$R w.|lata $n~lata $n.|$R tysiąclecie~$R tys.|$n lat~$n roku|$n mln lat~$n milionów lat~$n miliony lat||$n mld lat~$n miliardów lat~$n miliarda lat|temu|około~ok.~circa|juliański~kalendarz juliański|gregoriański~kalendarz gregoriański|p. n. e.~przed Chrystusem|n. e.~po Chrystusie
cs|$n. století~$n. stol.|$n. léta|$n. tisíciletí|$n let|$n milionů let~$n mil. let||$n miliard let~$n mld. let|před|kolem~okolo~asi~cca~cca.|juliánský~juliánský kalendář|gregoriánský~gregoriánský kalendář|př. Kr.~před Kristem|po Kr.~po Kristu
sk|$n. storočie~$n. stor.|$n. roky|$n. tisícročie|$n rokov|$n miliónov rokov~$n mil. rokov||$n miliárd rokov~$n mld. rokov|pred|okolo~asi~cca~cca.|juliánsky~juliánsky kalendár|gregoriánsky~gregoriánsky kalendár|pr. n. l.|n. l.
hr|$n. stoljeće~$n. st.|$n-e~$n-ih|$n. tisućljeće|$n godina|$n milijuna godina||$n milijardi godina~$n milijarde godina|prije|oko~cca.~circa|julijanski~julijanski kalendar|gregorijanski~gregorijanski kalendar|pr. n. e.~p. n. e.|n. e.
sr|$R век~$n. век|$n-е~$n-их|$R миленијум~$n. миленијум|$n година|$n милиона година||$n милијарди година|пре|око~отприлике|јулијански~јулијански календар|грегоријански~грегоријански календар|п. н. е.~пре н. е.|н. е.
ru|$R век~$n век~$R в.|$n-е~$n-е годы~$n-е гг.|$R тысячелетие~$n-е тысячелетие|$n лет~$n год~$n года|$n млн лет~$n миллионов лет~$n миллиона лет||$n млрд лет~$n миллиардов лет~$n миллиарда лет|назад~тому назад|около~ок.~приблизительно~примерно|юлианский~юлианский календарь~ст. ст.~по старому стилю|григорианский~григорианский календарь~н. ст.~по новому стилю|до н.э.~до нашей эры~до Р. Х.|н.э.~нашей эры~от Р. Х.
uk|$R століття~$n століття~$R ст.|$n-ті~$n-ті роки~$n-х|$R тисячоліття~$n-ге тисячоліття|$n років~$n рік~$n роки|$n млн років~$n мільйонів років~$n мільйона років||$n млрд років~$n мільярдів років~$n мільярда років|тому|близько~бл.~приблизно~біля|юліанський~юліанський календар|григоріанський~григоріанський календар|до н.е.|н.е.
bg|$R век~$n век~$R в.|$n-те~$n-те години|$R хилядолетие~$n хилядолетие|$n години|$n млн. години~$n милиона години||$n млрд. години~$n милиарда години|преди|около~ок.~приблизително|юлиански~юлиански календар|григориански~григориански календар|пр.н.е.~пр. н. е.~преди Христа|н.е.~сл. Хр.
el|$nος αιώνας~$n αι.|δεκαετία $n~δεκαετία του $n|$nη χιλιετία|$n έτη~$n χρόνια|$n εκατομμύρια έτη~$n εκατομμύρια χρόνια||$n δισεκατομμύρια έτη~$n δισεκατομμύρια χρόνια|πριν|περίπου~περ.~γύρω στο|ιουλιανό~ιουλιανό ημερολόγιο|γρηγοριανό~γρηγοριανό ημερολόγιο|π.κ.ε.~π. Χ.|κ.ε.~μ. Χ.
tr|$n. yüzyıl|$n'lar~$n'ler~$n'li yıllar~$n'lı yıllar|$n. binyıl|$n yıl|$n milyon yıl||$n milyar yıl|önce|yaklaşık~civarı~dolayları|Jülyen~Jülyen takvimi|Gregoryen~Gregoryen takvimi|M.Ö.~milattan önce|M.S.~milattan sonra
ar|القرن $n|عقد $n|الألفية $n|$n سنة~$n عام~$n عامًا|$n مليون سنة~$n مليون عام||$n مليار سنة~$n مليار عام|قبل~منذ|حوالي~نحو~تقريبا|يولياني~التقويم اليولياني|ميلادي غريغوري~غريغوري~التقويم الغريغوري|ق م~قبل الميلاد|م~ميلادي
fa|سدهٔ $n~سده $n~قرن $n|دههٔ $n~دهه $n|هزارهٔ $n~هزاره $n|$n سال|$n میلیون سال||$n میلیارد سال|پیش|حدود~تقریبا|ژولینی~گاه‌شماری ژولینی|گرگوری~گاه‌شماری گرگوری|پیش از میلاد~قبل از میلاد|میلادی
he|המאה ה־$n~המאה ה-$n~מאה $n|שנות ה־$n~שנות ה-$n|האלף ה־$n~האלף ה-$n|$n שנים~$n שנה|$n מיליון שנים~$n מיליון שנה||$n מיליארד שנים~$n מיליארד שנה|לפני|בערך~בסביבות~לערך|יוליאני~הלוח היוליאני|גרגוריאני~הלוח הגרגוריאני|לפנה"ס~לפני הספירה|לספירה
hi|$nवीं शताब्दी~$n शताब्दी~$nवीं सदी~$n सदी|$n का दशक~$n के दशक|$nवीं सहस्राब्दी~$n सहस्राब्दी|$n वर्ष~$n साल|$n मिलियन वर्ष~$n मिलियन साल||$n अरब वर्ष~$n अरब साल|पहले|लगभग~करीब~क़रीब|जूलियन~जूलियन कैलेंडर|ग्रेगोरियन~ग्रेगोरियन कैलेंडर|ई.पू.~ई॰पू॰~ईसा पूर्व|ई.~ई॰~ईस्वी
bn|$nশ শতাব্দী~$n শতাব্দী~$nশ শতক~$n শতক|$n-এর দশক~$nএর দশক|$nয় সহস্রাব্দ~$n সহস্রাব্দ|$n বছর|$n মিলিয়ন বছর||$n বিলিয়ন বছর|আগে~পূর্বে|আনুমানিক~প্রায়|জুলীয়~জুলীয় পঞ্জিকা|গ্রেগরীয়~গ্রেগরীয় পঞ্জিকা|খ্রিস্টপূর্বাব্দ~খ্রি.পূ.|খ্রিস্টাব্দ~খ্রি.
id|abad ke-$n~abad $n|$n-an~tahun $n-an|milenium ke-$n~milenium $n|$n tahun|$n juta tahun||$n miliar tahun|yang lalu~lalu|sekitar~kira-kira~circa|Julius~kalender Julius|Gregorius~kalender Gregorius~Gregorian|SM~sebelum Masehi|M~Masehi
vi|thế kỷ $n~thế kỉ $n~thế kỷ $R|thập niên $n~thập kỷ $n|thiên niên kỷ $n~thiên niên kỷ thứ $n|$n năm|$n triệu năm||$n tỷ năm~$n tỉ năm|trước|khoảng|lịch Julius~Julius|lịch Gregorius~Gregorius|TCN~trước Công nguyên|SCN~CN~Công nguyên
th|คริสต์ศตวรรษที่ $n|คริสต์ทศวรรษ $n|สหัสวรรษที่ $n|$n ปี|$n ล้านปี||$n พันล้านปี|ก่อน~ที่แล้ว|ประมาณ~ราว|ปฏิทินจูเลียน~จูเลียน|ปฏิทินเกรโกเรียน~เกรโกเรียน|ก่อนคริสตกาล~ปีก่อนคริสตกาล|คริสต์ศักราช
ja|$n世紀|$n年代|$n千年紀|$n年|$n百万年|$n億年||前|約~頃~およそ|ユリウス暦|グレゴリオ暦|紀元前~西暦紀元前|西暦~紀元
zh|$n世纪~$n世紀~第$n世纪|$n年代|第$n千年~$n千年|$n年|$n百万年~$n百萬年|$n亿年~$n億年||前~以前|约~約~大约~大約|儒略历~儒略曆|格里历~格里曆~格里历~公历|公元前~西元前|公元~西元
ko|$n세기|$n년대|$n천년기|$n년|$n백만 년~$n백만년|$n억 년~$n억년||전|약~경~대략|율리우스력|그레고리력|기원전|서기
`;

/** The way a quantity of years is put in words, and how many years one of it is. */
export interface AgePattern {
  readonly years: number;
  readonly patterns: readonly string[];
}

export interface TimeWords {
  readonly century: readonly string[];
  readonly decade: readonly string[];
  readonly millennium: readonly string[];
  /** Largest first; only what the language has a word for. */
  readonly ages: readonly AgePattern[];
  readonly ago: readonly string[];
  readonly circa: readonly string[];
  readonly julian: readonly string[];
  readonly gregorian: readonly string[];
  readonly before: readonly string[];
  readonly common: readonly string[];
}

const lines: ReadonlyMap<string, string> = new Map(
  TABLE.trim()
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf('|')), line] as const),
);

const read = new Map<string, TimeWords>();

/** The words to write in a language: its own, its nearest relative's, at last the English ones. */
export function timeWordsOf(language: string): TimeWords {
  return wordsIn(fallbackChain(language).find((code) => lines.has(code)) ?? 'en');
}

/** The words that a reader of `language` may use, their own first, English last. */
export function timeWordsToRead(language: string): readonly TimeWords[] {
  const codes = fallbackChain(language).filter((code) => lines.has(code));
  return [...new Set([...codes, 'en'])].map(wordsIn);
}

function wordsIn(code: string): TimeWords {
  const known = read.get(code);
  if (known !== undefined) return known;
  const words = readLine(lines.get(code) ?? '');
  read.set(code, words);
  return words;
}

function readLine(line: string): TimeWords {
  const cells = line
    .split('|')
    .slice(1)
    .map((cell) => cell.split('~').filter((word) => word !== ''));
  const cell = (position: number) => cells[position] ?? [];
  const ages = [
    { years: 1e9, patterns: cell(6) },
    { years: 1e8, patterns: cell(5) },
    { years: 1e6, patterns: cell(4) },
    { years: 1, patterns: cell(3) },
  ];
  return {
    century: cell(0),
    decade: cell(1),
    millennium: cell(2),
    ages: ages.filter(({ patterns }) => patterns.length > 0),
    ago: cell(7),
    circa: cell(8),
    julian: cell(9),
    gregorian: cell(10),
    before: cell(11),
    common: cell(12),
  };
}
