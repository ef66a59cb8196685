/**
 * Times as people write them: language | text | what it means, one a line.
 *
 * What it means: the time without its clock, then the calendar and the precision; `circa`; or a
 * failure's code after `!`, with the readings on offer.
 */
import { describe, expect, test } from 'vitest';
import { JULIAN_CALENDAR, type TimeValue } from '../data-value.ts';
import { parseTime } from './time-parse.ts';
import { validateTime } from './time.ts';

const CASES = {
  years: `
    en | 1994 | +1994-00-00 G9
    en | +1994 | +1994-00-00 G9
    en | year 1994 | +1994-00-00 G9
    en | 1582 | +1582-00-00 J9
    en | 1583 | +1583-00-00 G9
    en | 94 | +0094-00-00 J9
    en | 0094 | +0094-00-00 J9
    en | 7 CE | +0007-00-00 J9
    en | 0000 | +0000-00-00 J9
    en | AD 33 | +0033-00-00 J9
    en | 33 A.D. | +0033-00-00 J9
    en | 2000 BC | -2000-00-00 J9
    en | 44 BCE | -0044-00-00 J9
    en | 44 b.c.e. | -0044-00-00 J9
    en | 44BC | -0044-00-00 J9
    en | -44 | -0044-00-00 J9
    en | −44 | -0044-00-00 J9
    en | 99999 | +99999-00-00 G9
    en | 4000 BC | -4000-00-00 J9
    en | 10,000 BC | -10000-00-00 J5
    en | 10000 BC | -10000-00-00 J5
    en | 12,500 BC | -12500-00-00 J7
    en | 1 000 000 BCE | -1000000-00-00 J3
    en | 13800000000 BCE | -13800000000-00-00 J1
    de | 44 v. Chr. | -0044-00-00 J9
    de | 44 v.Chr. | -0044-00-00 J9
    de | 44 v. u. Z. | -0044-00-00 J9
    de | 44 BC | -0044-00-00 J9
    de-at | 44 v. Chr. | -0044-00-00 J9
    fr | 44 av. J.-C. | -0044-00-00 J9
    fr | 44 avant notre ère | -0044-00-00 J9
    es | 44 a. C. | -0044-00-00 J9
    es | 44 antes de Cristo | -0044-00-00 J9
    it | 44 a.C. | -0044-00-00 J9
    pt | 44 a.C. | -0044-00-00 J9
    nl | 44 v.Chr. | -0044-00-00 J9
    pl | 44 p.n.e. | -0044-00-00 J9
    ru | 44 до н. э. | -0044-00-00 J9
    ru | 44 год до н.э. | -0044-00-00 J9
    uk | 44 до н. е. | -0044-00-00 J9
    el | 44 π.Χ. | -0044-00-00 J9
    tr | MÖ 44 | -0044-00-00 J9
    ar | 44 ق.م | -0044-00-00 J9
    fa | ۴۴ ق.م. | -0044-00-00 J9
    he | 44 לפנה״ס | -0044-00-00 J9
    hi | ईसा-पूर्व 44 | -0044-00-00 J9
    ja | 紀元前44年 | -0044-00-00 J9
    zh | 公元前44年 | -0044-00-00 J9
    ko | 기원전 44년 | -0044-00-00 J9
    vi | 44 TCN | -0044-00-00 J9
    th | 44 ก่อนคริสตกาล | -0044-00-00 J9
    ja | 1994年 | +1994-00-00 G9
    ko | 1994년 | +1994-00-00 G9
    ar | ١٩٩٤ | +1994-00-00 G9
    hi | १९९४ | +1994-00-00 G9
    fa | ۱۹۹۴ | +1994-00-00 G9
    bn | ১৯৯৪ | +1994-00-00 G9
    my | ၁၉၉၄ | +1994-00-00 G9
    lv | 1994. g. | +1994-00-00 G9
    en | -44 BC | !value-not-a-time
    en | 99999999999999999 | !value-not-a-time
    en | 9999999999999999 | !value-time-out-of-range
    en | 19O4 | !value-not-a-time
    en | | !value-empty
    en | not a date | !value-not-a-time
    en | BC | !value-not-a-time
    en | circa | !value-not-a-time
    en | 1.994 | !value-not-a-time
    en | 1,994 | !value-not-a-time
    de | 10.000 v. Chr. | -10000-00-00 J5
    en | 1994–1996 | !value-not-a-time
    en | 1994-95 | !value-no-such-date
    en | 1994-5 | !value-not-a-time
    en | 1994 1995 | !value-not-a-time
    en | 1994? | !value-not-a-time`,
  'ISO dates': `
    en | 1994-02-08 | +1994-02-08 G11
    en | +1994-02-08 | +1994-02-08 G11
    en | +1994-02-08T00:00:00Z | +1994-02-08 G11
    en | 1994-02-08T00:00:00Z | +1994-02-08 G11
    en | 1994-02-08 00:00 | +1994-02-08 G11
    en | 1994-02 | +1994-02-00 G10
    en | +1994-02-00T00:00:00Z | +1994-02-00 G10
    en | +1994-00-00T00:00:00Z | +1994-00-00 G9
    en | +00000001994-02-08T00:00:00Z | +1994-02-08 G11
    en | -0043-03-15 | -0043-03-15 J11
    en | −0043-03-15 | -0043-03-15 J11
    en | -0044-03 | -0044-03-00 J10
    en | -13798000000-00-00T00:00:00Z | -13798000000-00-00 J9
    en | 0800-12-25 | +0800-12-25 J11
    en | 1582-10-04 | +1582-10-04 J11
    en | 1582-10-14 | +1582-10-14 J11
    en | 1582-10-15 | +1582-10-15 G11
    en | 1582-12 | +1582-12-00 G10
    en | 1752-09-05 | +1752-09-05 G11
    en | 2020-02-29 | +2020-02-29 G11
    fa | ۱۹۹۴-۰۲-۰۸ | +1994-02-08 G11
    en | 2019-02-29 | !value-no-such-date
    en | 1900-02-29 | !value-no-such-date
    en | 1500-02-29 | +1500-02-29 J11
    en | 1994-13-01 | !value-no-such-date
    en | 1994-04-31 | !value-no-such-date
    en | 1994-13 | !value-no-such-date
    en | 1994-00-08 | !value-no-such-date
    en | 2020-02-29T12:34:56Z | !value-time-of-day
    en | 1994-02-08 15:30 | !value-time-of-day
    en | -0044-03-15 BC | !value-not-a-time`,
  'dates of numbers': `
    en | 8.2.1994 | +1994-02-08 G11
    en | 08.02.1994 | +1994-02-08 G11
    de | 8. 2. 1994 | +1994-02-08 G11
    hu | 1994. 02. 08. | +1994-02-08 G11
    en | 1994/2/8 | +1994-02-08 G11
    ja | 1994/02/08 | +1994-02-08 G11
    en | 31/12/1999 | +1999-12-31 G11
    en | 12/31/1999 | +1999-12-31 G11
    en | 8/8/1994 | +1994-08-08 G11
    en | 8/2/1994 | !value-ambiguous-time +1994-02-08 +1994-08-02
    en | 8-2-1994 | !value-ambiguous-time +1994-02-08 +1994-08-02
    simple | 8/2/1994 | !value-ambiguous-time +1994-02-08 +1994-08-02
    ja | 8/2/1994 | !value-ambiguous-time +1994-02-08 +1994-08-02
    en-us | 8/2/1994 | +1994-08-02 G11
    en-gb | 8/2/1994 | +1994-02-08 G11
    fr | 8/2/1994 | +1994-02-08 G11
    fr | 12/31/1999 | +1999-12-31 G11
    es | 8-2-1994 | +1994-02-08 G11
    ar | ٨/٢/١٩٩٤ | +1994-02-08 G11
    en | 15/3/44 BC | -0044-03-15 J11
    en | 02/1994 | +1994-02-00 G10
    de | 2.1994 | +1994-02-00 G10
    en | 1994/02 | +1994-02-00 G10
    de | 8.2.94 | !value-ambiguous-time +1994-02-08 +2094-02-08 +0094-02-08
    en | 32.1.1994 | !value-no-such-date
    en | 13/13/1994 | !value-no-such-date
    en | 29.2.2019 | !value-no-such-date
    en | 30.2.2020 | !value-no-such-date
    en | 0.2.1994 | !value-no-such-date
    en | 1.2.3.1994 | !value-not-a-time
    en | 1/2-1994 | !value-not-a-time`,
  'names of months': `
    en | 8 Feb 1994 | +1994-02-08 G11
    en | 8 February 1994 | +1994-02-08 G11
    en | 8th of February, 1994 | +1994-02-08 G11
    en | 08 february 1994 | +1994-02-08 G11
    en | February 8, 1994 | +1994-02-08 G11
    en | Feb. 8th 1994 | +1994-02-08 G11
    en | 1994 February 8 | +1994-02-08 G11
    en | 8-Feb-1994 | +1994-02-08 G11
    en | 8FEB1994 | +1994-02-08 G11
    en | May 1994 | +1994-05-00 G10
    en | May, 1994 | +1994-05-00 G10
    en | Sept 1994 | +1994-09-00 G10
    en | Sep 1994 | +1994-09-00 G10
    en | 15 March 44 BC | -0044-03-15 J11
    en | March 15, 44 BCE | -0044-03-15 J11
    en | March 44 BC | -0044-03-00 J10
    en | 10 Jan 0007 | +0007-01-10 J11
    en | 10 January 7 CE | +0007-01-10 J11
    en | 14 October 1066 | +1066-10-14 J11
    en | 29 February 1500 | +1500-02-29 J11
    en | 29 February 1900 | !value-no-such-date
    en | 29 February 2019 | !value-no-such-date
    en | 31 April 1994 | !value-no-such-date
    en | 0 May 1994 | !value-no-such-date
    en | January 1 | !value-ambiguous-time +1901-01-00 +2001-01-00 +0001-01-00
    en | 1 May 94 | !value-ambiguous-time +1994-05-01 +2094-05-01 +0094-05-01
    en | May 94 | !value-ambiguous-time +1994-05-00 +2094-05-00 +0094-05-00
    en | May | !value-not-a-time
    en | Maybe 1994 | !value-not-a-time
    en | 8 Smarch 1994 | !value-not-a-time
    en | 1. Mai 1994 | !value-not-a-time
    de | 1. Mai 1994 | +1994-05-01 G11
    de | 3. Oktober 1990 | +1990-10-03 G11
    de | 3. Okt. 1990 | +1990-10-03 G11
    de | 8. März 1994 | +1994-03-08 G11
    de | 8. Marz 1994 | +1994-03-08 G11
    de | May 1994 | +1994-05-00 G10
    de | 15. März 44 v. Chr. | -0044-03-15 J11
    de-at | 8. Jänner 1994 | +1994-01-08 G11
    de-at | 8. Januar 1994 | +1994-01-08 G11
    gsw | 8. Januar 1994 | +1994-01-08 G11
    fr | 8 février 1994 | +1994-02-08 G11
    fr | 8 fevrier 1994 | +1994-02-08 G11
    fr | 1er mai 1994 | +1994-05-01 G11
    fr | 15 mars 44 av. J.-C. | -0044-03-15 J11
    es | 8 de febrero de 1994 | +1994-02-08 G11
    es | 8 febrero 1994 | +1994-02-08 G11
    es | mayo de 1994 | +1994-05-00 G10
    it | 8 febbraio 1994 | +1994-02-08 G11
    it | 1º maggio 1994 | +1994-05-01 G11
    pt | 8 de março de 1994 | +1994-03-08 G11
    pt-br | 8 de março de 1994 | +1994-03-08 G11
    ca | 8 de febrer del 1994 | +1994-02-08 G11
    ca | 8 d’abril de 1994 | +1994-04-08 G11
    ro | 8 februarie 1994 | +1994-02-08 G11
    nl | 8 maart 1994 | +1994-03-08 G11
    sv | 8 februari 1994 | +1994-02-08 G11
    da | 8. februar 1994 | +1994-02-08 G11
    nb | 8. februar 1994 | +1994-02-08 G11
    no | 8. februar 1994 | +1994-02-08 G11
    fi | 8. helmikuuta 1994 | +1994-02-08 G11
    fi | helmikuu 1994 | +1994-02-00 G10
    et | 8. veebruar 1994 | +1994-02-08 G11
    hu | 1994. február 8. | +1994-02-08 G11
    pl | 8 lutego 1994 | +1994-02-08 G11
    pl | luty 1994 | +1994-02-00 G10
    pl | 8 listopada 1994 | +1994-11-08 G11
    hr | 8. listopada 1994. | +1994-10-08 G11
    cs | 8. února 1994 | +1994-02-08 G11
    cs | únor 1994 | +1994-02-00 G10
    sk | 8. februára 1994 | +1994-02-08 G11
    sr | 8. фебруар 1994. | +1994-02-08 G11
    sr-el | 8. februar 1994. | +1994-02-08 G11
    ru | 8 февраля 1994 г. | +1994-02-08 G11
    ru | 8 февраля 1994 | +1994-02-08 G11
    ru | 8 февраля 1994 года | +1994-02-08 G11
    ru | май 1994 | +1994-05-00 G10
    ru | 15 марта 44 г. до н. э. | -0044-03-15 J11
    uk | 8 лютого 1994 р. | +1994-02-08 G11
    bg | 8 февруари 1994 г. | +1994-02-08 G11
    el | 8 Φεβρουαρίου 1994 | +1994-02-08 G11
    tr | 8 Şubat 1994 | +1994-02-08 G11
    tr | 8 ŞUBAT 1994 | +1994-02-08 G11
    lt | 1994 m. vasario 8 d. | +1994-02-08 G11
    lv | 1994. gada 8. februāris | +1994-02-08 G11
    eu | 1994(e)ko otsailaren 8(a) | +1994-02-08 G11
    ar | ٨ فبراير ١٩٩٤ | +1994-02-08 G11
    ar | 8 فبراير 1994 | +1994-02-08 G11
    fa | ۸ فوریهٔ ۱۹۹۴ | +1994-02-08 G11
    fa | ۸ فوریه ۱۹۹۴ | +1994-02-08 G11
    he | 8 בפברואר 1994 | +1994-02-08 G11
    he | פברואר 1994 | +1994-02-00 G10
    ur | 8 فروری 1994 | +1994-02-08 G11
    hi | ८ फ़रवरी १९९४ | +1994-02-08 G11
    bn | ৮ ফেব্রুয়ারি, ১৯৯৪ | +1994-02-08 G11
    ta | 8 பிப்ரவரி, 1994 | +1994-02-08 G11
    te | 8 ఫిబ్రవరి, 1994 | +1994-02-08 G11
    th | 8 กุมภาพันธ์ 1994 | +1994-02-08 G11
    vi | 8 tháng 2, 1994 | +1994-02-08 G11
    vi | ngày 8 tháng 12 năm 1994 | +1994-12-08 G11
    id | 8 Februari 1994 | +1994-02-08 G11
    sw | 8 Februari 1994 | +1994-02-08 G11
    ka | 8 თებერვალი, 1994 | +1994-02-08 G11
    hy | 08 փետրվարի, 1994 | +1994-02-08 G11
    am | 8 ፌብሩዋሪ 1994 | +1994-02-08 G11
    ja | 1994年5月8日 | +1994-05-08 G11
    ja | 1994年5月 | +1994-05-00 G10
    ja | 紀元前44年3月15日 | -0044-03-15 J11
    zh | 1994年5月8日 | +1994-05-08 G11
    zh | 1994年五月8日 | +1994-05-08 G11
    zh-tw | 1994年12月8日 | +1994-12-08 G11
    zh-hans | 公元前44年3月15日 | -0044-03-15 J11
    yue | 1994年5月8日 | +1994-05-08 G11
    ko | 1994년 2월 8일 | +1994-02-08 G11
    ko | 1994년 12월 | +1994-12-00 G10`,
  'decades, centuries, millennia': `
    en | 1990s | +1990-00-00 G8
    en | the 1990s | +1990-00-00 G8
    en | 1990's | +1990-00-00 G8
    en | 40s BC | -0040-00-00 J8
    en | 1900s | +1900-00-00 G8
    en | 90s | !value-ambiguous-time +1990-00-00 +2090-00-00 +0090-00-00
    en | 1994s | !value-not-a-time
    en | 20th century | +1901-00-00 G7
    en | 20th c. | +1901-00-00 G7
    en | XX century | +1901-00-00 G7
    en | twentieth century | +1901-00-00 G7
    en | 1st century | +0001-00-00 J7
    en | 16th century | +1501-00-00 J7
    en | 5th century BCE | -0500-00-00 J7
    en | 2nd millennium | +1001-00-00 J6
    en | 3rd millennium BC | -3000-00-00 J6
    en | 0th century | !value-not-a-time
    en | IIX century | !value-not-a-time
    de | 20. Jahrhundert | +1901-00-00 G7
    de | 5. Jh. v. Chr. | -0500-00-00 J7
    de | 1990er | +1990-00-00 G8
    de | 1990er Jahre | +1990-00-00 G8
    de | 20th century | +1901-00-00 G7
    fr | XXe siècle | +1901-00-00 G7
    fr | Ier siècle av. J.-C. | -0100-00-00 J7
    fr | années 1990 | +1990-00-00 G8
    es | siglo XX | +1901-00-00 G7
    es | siglo V a. C. | -0500-00-00 J7
    es | década de 1990 | +1990-00-00 G8
    it | XX secolo | +1901-00-00 G7
    pt | século XX | +1901-00-00 G7
    nl | 20e eeuw | +1901-00-00 G7
    sv | 1990-talet | +1990-00-00 G8
    pl | XX wiek | +1901-00-00 G7
    cs | 20. století | +1901-00-00 G7
    hu | 20. század | +1901-00-00 G7
    ru | XX век | +1901-00-00 G7
    ru | V век до н. э. | -0500-00-00 J7
    ru | 1990-е | +1990-00-00 G8
    uk | XX століття | +1901-00-00 G7
    el | 20ος αιώνας | +1901-00-00 G7
    tr | 20. yüzyıl | +1901-00-00 G7
    ar | القرن 20 | +1901-00-00 G7
    ar | القرن ٢٠ | +1901-00-00 G7
    he | המאה ה-20 | +1901-00-00 G7
    hi | २०वीं शताब्दी | +1901-00-00 G7
    ja | 20世紀 | +1901-00-00 G7
    ja | 1990年代 | +1990-00-00 G8
    zh | 20世纪 | +1901-00-00 G7
    zh | 公元前5世纪 | -0500-00-00 J7
    ko | 20세기 | +1901-00-00 G7
    id | abad ke-20 | +1901-00-00 G7
    vi | thế kỷ 20 | +1901-00-00 G7`,
  ages: `
    en | 13.8 billion years ago | -13800000000-00-00 J1
    en | 13.798 billion years ago | -13798000000-00-00 J3
    en | 4.54 billion years BCE | -4540000000-00-00 J2
    en | 66 million years ago | -66000000-00-00 J3
    en | 65.5 million years BP | -65500000-00-00 J4
    en | 2.00 million years BCE | -2000000-00-00 J5
    en | 252 Ma | -252000000-00-00 J3
    en | 66 mya | -66000000-00-00 J3
    en | 200,000 years ago | -200000-00-00 J4
    en | 10,000 years ago | -10000-00-00 J5
    en | 5000 years ago | -3000-00-00 J6
    en | 50,000 years BCE | -50000-00-00 J5
    en | 500 years ago | !value-not-a-time
    en | 7 years ago | !value-not-a-time
    en | 5 years | !value-not-a-time
    de | vor 13,8 Milliarden Jahren | -13800000000-00-00 J1
    de | vor 66 Mio. Jahren | -66000000-00-00 J3
    fr | il y a 66 millions d'années | -66000000-00-00 J3
    es | hace 66 millones de años | -66000000-00-00 J3
    it | 66 milioni di anni fa | -66000000-00-00 J3
    nl | 66 miljoen jaar geleden | -66000000-00-00 J3
    ru | 13,8 млрд лет назад | -13800000000-00-00 J1
    tr | 66 milyon yıl önce | -66000000-00-00 J3
    ar | قبل 66 مليون سنة | -66000000-00-00 J3
    ja | 138億年前 | -13800000000-00-00 J1
    zh | 138亿年前 | -13800000000-00-00 J1
    ko | 138억 년 전 | -13800000000-00-00 J1`,
  'circa and calendars': `
    en | circa 1900 | +1900-00-00 G9 circa
    en | circa 3/4/1900 | !value-ambiguous-time +1900-04-03 +1900-03-04 circa
    en | c. 1900 | +1900-00-00 G9 circa
    en | c.1900 | +1900-00-00 G9 circa
    en | ca. 1900 | +1900-00-00 G9 circa
    en | ca 8 February 1994 | +1994-02-08 G11 circa
    en | about 500 BC | -0500-00-00 J9 circa
    en | ~1900 | +1900-00-00 G9 circa
    en | 1900 (circa) | +1900-00-00 G9 circa
    en | around the 1990s | +1990-00-00 G8 circa
    de | um 1900 | +1900-00-00 G9 circa
    fr | vers 1900 | +1900-00-00 G9 circa
    es | hacia 1900 | +1900-00-00 G9 circa
    ru | около 1900 | +1900-00-00 G9 circa
    pl | ok. 1900 | +1900-00-00 G9 circa
    ar | حوالي 1900 | +1900-00-00 G9 circa
    ja | 約1900年 | +1900-00-00 G9 circa
    ja | 1900年頃 | +1900-00-00 G9 circa
    zh | 约1900年 | +1900-00-00 G9 circa
    en | 1 May 1700 (Julian) | +1700-05-01 J11
    en | 1 May 1700 Julian | +1700-05-01 J11
    en | 1 May 1700 O.S. | +1700-05-01 J11
    en | 1700-05-01 (Julian calendar) | +1700-05-01 J11
    en | 29 February 1900 (Julian) | +1900-02-29 J11
    en | 1 May 1500 (Gregorian) | +1500-05-01 G11
    en | 29 February 1500 (Gregorian) | !value-no-such-date
    de | 1. Mai 1700 (julianisch) | +1700-05-01 J11
    fr | 1 mai 1700 (julien) | +1700-05-01 J11
    ru | 25 октября 1917 по старому стилю | +1917-10-25 J11`,
};

function shown(value: TimeValue): string {
  const calendar = value.calendarmodel === JULIAN_CALENDAR ? 'J' : 'G';
  return `${value.time.replace('T00:00:00Z', '')} ${calendar}${value.precision}`;
}

function meaning(text: string, language: string): string {
  const parsed = parseTime(text, { language });
  if (parsed.ok) return shown(parsed.value) + (parsed.circa === true ? ' circa' : '');
  const readings = (parsed.readings ?? []).map((value) => shown(value).replace(/ \w+$/, ''));
  const circa = parsed.circa === true ? ['circa'] : [];
  return [`!${parsed.failures.map(({ code }) => code).join()}`, ...readings, ...circa].join(' ');
}

const tables = Object.entries(CASES).map(([title, lines]) => {
  const cases = lines
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  return { title, cases: cases as [language: string, text: string, expected: string][] };
});

describe.each(tables)('$title', ({ cases }) => {
  test.each(cases)('%s: %s is %s', (language, text, expected) => {
    expect(meaning(text, language)).toBe(expected);
  });

  test('every value that is read is valid', () => {
    const parsed = cases.map(([language, text]) => parseTime(text, { language }));
    const values = parsed.flatMap((result) => (result.ok ? [result.value] : []));
    expect(values.filter((value) => validateTime(value).length > 0)).toEqual([]);
  });
});

test('the table has at least 200 cases, each once', () => {
  const all = tables.flatMap(({ cases }) => cases.map(([language, text]) => `${language} ${text}`));
  expect(all.length).toBeGreaterThanOrEqual(200);
  expect(new Set(all).size).toBe(all.length);
});
