/**
 * The words of block pages, by what they do. A page is weighed by them and never judged by one of them: services say
 * "denied" too. All patterns are alternations of literals with bounded gaps: pages are hostile.
 */

/** Something was blocked, in so many words. */
export const DENIES =
  /\b(?:has|have) been (?:\w{2,12} )?(?:blocked|restricted|prohibited|filtered|banned|denied)\b|\b(?:is|are|was|were|been) (?:currently |now |temporarily )?(?:blocked|filtered|restricted|prohibited|banned|not allowed|not permitted)\b|\b(?:blocked|denied|restricted|prohibited|filtered) (?:by|because|due to|in accordance|according to|under|based on)\b|\b(?:page|site|website|url|content|application|category|domain|request|access|action|download) (?:blocked|restricted|filtered)\b|\b(?:page|site|website|url|domain) denied\b|\baccess to (?:the|this|that) (?:requested )?(?:web ?)?(?:page|site|website|url)[^.]{0,60} (?:is|was) denied\b|\bset to block\b|\bthreat blocked\b|\byour access will be (?:logged|recorded|monitored)\b|\bapplication control violation\b|\b(?:forbidden|prohibited|banned|restricted|blocked) (?:site|website|page|web|url|category|content)\b|\bnot allowed to (?:browse|visit|access|view)\b|\bin violation of\b|\bviolates\b|\bdoes not allow\b|\bhas blocked\b|\bblocks access\b/

/** What services say as well. */
export const DENIES_WEAKLY =
  /\baccess (?:is |was )?(?:denied|forbidden)\b|\brequest (?:is |was )?denied\b|\byou (?:do not|don't) have permission\b|\bprevents your request\b|\bsecurity alert\b|\bclick (?:on )?(?:continue|proceed)\b/

/** A rule of somebody’s who is not the service. */
export const POLICY =
  /\b(?:url|web|content|internet|site|category|dns|surf|safe)[ -](?:filter(?:ing|ed|s)?|protection|security (?:gateway|appliance|policy))\b|\b(?:company|corporate|organi[sz]ation(?:'s|al)?|employer(?:'s)?|proxy|firewall|internet|usage|acceptable use|acceptable-use|network|security|web access|access|browsing|school(?:'s)?|it|filtering|web|business|enterprise) (?:\w{2,12} ){0,2}polic(?:y|ies)\b|\bpolic(?:y|ies) of (?:your|the) (?:company|organi[sz]ation|network)\b|\b(?:your|the) (?:it|network|system|security) (?:department|team|administrator|admin)s? (?:has|have)\b|\b(?:content )?categori[sz]ation\b|\bcategori[sz]ed (?:as|in)\b|\bclassified as\b|\b(?:url |web )?categor(?:y|ies) ?:|\bin (?:the )?category\b|\binfected (?:with|by)\b|\b(?:due to|because of) (?:a |its )?(?:security )?(?:threat|risk|malware|phishing|reputation)\b|\bthis (?:\w{2,12} )?category\b|\bblocked category\b|\bweb ?proxy\b|\b(?:malicious|malware|phishing|high[- ]risk) (?:site|website|url|page|content|domain)\b/

/** Fields of the form that such pages show. */
export const LABELS =
  /\b(?:categor(?:y|ies)|url category|policy(?: name)?|rule(?: name)?|reason|user(?: ?name)?|client ip|source ip|your ip(?: address)?|threat(?: name)?|url|host|application|incident(?: id)?|event id|group|destination|block(?:ed)? (?:type|reason)|site) ?:/g

/** Whom to ask. */
export const ADMINISTRATOR =
  /\b(?:network|system|systems|it|your|security|cache|web|internet|proxy) (?:administrator|admin|support|help ?desk|service ?desk|department|team)s?\b|\bhelp ?desk\b|\byour (?:organi[sz]ation|company|employer|school)\b/

/** That a page speaks of this very request, and not of policies in general. */
export const OF_THIS_REQUEST =
  /\b(?:this|that|the requested|requested|your) (?:web ?)?(?:page|site|website|url|domain|request|action|content|access|application|download|file|connection)\b|\byou (?:are|were|have) (?:\w{2,12} ){0,2}(?:trying|tried|attempt(?:ed|ing)|requested|not allowed|not permitted|permitted)\b|\byou (?:tried|requested|attempted)\b|\baccess to the (?:web ?)?(?:page|site|website|url)\b|\bthe (?:web ?)?(?:page|site|website|url) (?:is|was|has)\b/

/** The same in other languages that filters speak: blocked. */
export const DENIES_ELSEWHERE =
  /gesperrt|blockiert|gefiltert|zugriff verweigert|nicht (?:erlaubt|gestattet|zulässig)|bloqué|accès (?:est |a été )?(?:refusé|interdit|restreint)|bloquead[oa]|acceso (?:denegado|restringido)|bloccat[oa]|accesso negato|geblokkeerd|toegang geweigerd|acesso negado|zablokowan|odmowa dostępu|заблокирован|доступ (?:запрещ[её]н|ограничен)|blokkeret|blockerad|estetty|engellen|ブロック|アクセス(?:が|は|を)?(?:拒否|制限|禁止)|遮断|規制|禁止访问|已被(?:阻止|拦截|屏蔽)|访问被|차단/

/** And by whose rule. */
export const POLICY_ELSEWHERE =
  /richtlinie|unternehmens|firmen|kategorie|administrator|politique|entreprise|catégorie|administrateur|política|categoría|empresa|administrador|criteri|categoria|aziend|beleid|categorie|organisatie|polityk|kategori|политик|категори|администратор|politika|ポリシー|カテゴリ|管理者|フィルタ|策略|类别|管理员|정책|카테고리|관리자/
