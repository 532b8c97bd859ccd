import type { SignTable } from './sign.ts'

/**
 * What the C library of GNU calls errors in other languages, and with it wget, curl, apt and ssh: German, French,
 * Spanish, Italian, Portuguese, Dutch, Polish, Russian, Japanese, Chinese.
 */
// biome-ignore format: one sign a line
export const LIBC_LANGUAGES: SignTable = {
  family: 'the C library, not in English',
  source: 'https://www.gnu.org/software/libc/manual/html_node/Error-Codes.html',
  signs: [
    { test: /Wartezeit für die Verbindung ist abgelaufen|connexion terminée par expiration du délai d.attente|expiró el tiempo de conexión|connessione scaduta|tempo esgotado para conexão|verbinding is verlopen|przekroczony czas oczekiwania na połączenie|время ожидания соединения истекло|接続がタイムアウトしました|连接超时/i, shows: 'connect timeout' },
    { test: /Verbindungsaufbau abgelehnt|connexion refusée|conexión rehusada|connessione rifiutata|conexão recusada|verbinding is geweigerd|połączenie odrzucone|в соединении отказано|接続を拒否されました|拒绝连接/i, shows: 'refused' },
    { test: /vom Kommunikationspartner zurückgesetzt|connexion ré-?initialisée par le correspondant|conexión reinicializada por la máquina remota|connessione interrotta dal corrispondente|conexão fechada pela outra ponta|verbinding is weggevallen|połączenie zerwane przez drugą stronę|соединение разорвано другой стороной|接続が相手からリセットされました|连接被对方重设/i, shows: 'reset' },
    { test: /Keine Route zum Zielrechner|Netzwerk ist nicht erreichbar|aucun chemin d.accès pour atteindre l.hôte cible|le réseau n.est pas accessible|no existe ninguna ruta hasta el .host|la red es inaccesible|nessun instradamento per l.host|la rete non è raggiungibile|não há rota para o host|a rede está fora de alcance|geen route naar host|netwerk is onbereikbaar|brak trasy do hosta|sieć jest niedostępna|нет маршрута до узла|сеть недоступна|ホストへの経路がありません|ネットワークに届きません|没有到主机的路由|网络不可达/i, shows: 'unreachable' },
    { test: /Name oder der Dienst ist nicht bekannt|nom ou service inconnu|nombre o servicio desconocido|nome o servizio sconosciuto|nome ou serviço desconhecido|naam of dienst is niet bekend|ta nazwa lub usługa jest nieznana|неизвестное имя или служба|名前またはサービスが不明です|未知的名称或服务/i, shows: 'no such name', weight: 5 },
    { test: /tempor[äa]rer Fehler bei der Namensauflösung|échec temporaire dans la résolution du nom|fallo temporal en la resolución del nombre|errore temporaneo nella risoluzione del nome|falha temporári[ao] na resolução de nome|tijdelijk probleem in naamsherleiding|odwzorowanie nazwy jest chwilowo niemożliwe|временный сбой в разрешении имен|名前解決に一時的に失敗しました|域名解析暂时失败/i, shows: 'resolver gave up' },
  ],
}
