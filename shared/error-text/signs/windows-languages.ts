import type { SignTable } from './sign.ts'

const SMB =
  'https://learn.microsoft.com/troubleshoot/azure/azure-storage/files/connectivity/files-troubleshoot-smb-connectivity'

/** What Windows and .NET Framework say in other languages: German, French, Spanish, Italian, Portuguese, Japanese, Chinese. */
// biome-ignore format: one sign a line
export const WINDOWS_LANGUAGES: SignTable = {
  family: 'Windows, not in English',
  source: 'https://learn.microsoft.com/windows/win32/winsock/windows-sockets-error-codes-2',
  signs: [
    { test: /(?:\bSystemfehler|\berreur système|\berror de sistema|\berrore di sistema|\berro de sistema|システム エラー) 53\b|Netzwerkpfad wurde nicht gefunden|chemin réseau n.a pas été trouvé|no se (?:ha encontrado|encontró) la ruta de acceso de la red|percorso di rete non trovato/i, shows: 'not connected', weight: 3, port: 445, misleads: 'The path of the share is not at fault: name or port 445 is not reached', source: SMB },
    { test: /(?:\bSystemfehler|\berreur système|\berror de sistema|\berrore di sistema|\berro de sistema|システム エラー) (?:67|1231)\b|Netzwerkname wurde nicht gefunden|nom réseau est introuvable/i, shows: 'name not resolved', weight: 3, port: 445, source: SMB },
    { test: /(?:\bSystemfehler|\berreur système|\berror de sistema|\berrore di sistema|\berro de sistema|システム エラー) 5\b/i, shows: 'denied, by rules or rights', port: 445, misleads: 'No right on the share need be missing: the account refuses so, too, when its network rules do not let the caller in', source: SMB },
    { test: /(?:angegebene Host ist unbekannt|kein solcher Host bekannt|(?:nom d.|)h[oô]te inconnu|\bhost desconocido|\bhost sconosciuto|host não é conhecido|そのようなホストは不明|不知道这样的主机)/i, shows: 'no such name' },
    { test: /(?:Remotename konnte nicht aufgel[oö]st werden|nom distant n.a pas pu être résolu|no se puede resolver el nombre remoto|impossibile risolvere il nome remoto|não foi possível resolver o nome remoto|リモート名を解決できません|未能解析此远程名称)/i, shows: 'name not resolved' },
    { test: /(?:Gegenstelle nach einer bestimmten Zeitspanne nicht|n.a pas répondu convenablement|la parte conectada no respondió|componente conectado não respondeu|parte connessa non ha risposto|一定の時間を過ぎても正しく応答しな|一段时间后没有正确答复)/i, shows: 'connect timeout' },
    { test: /(?:Zielcomputer die Verbindung verweigerte|ordinateur cible l.a expressément refusée|equipo de destino denegó expresamente|rifiuto persistente del computer di destinazione|máquina de destino as recusou ativamente|(?:対象の|ターゲット ?)コンピューターによって拒否された|目标计算机积极拒绝)/i, shows: 'refused' },
    { test: /(?:bestehende |vorhandene )Verbindung wurde vom Remotehost geschlossen|connexion existante a dû être fermée par l.hôte distant|interrupción de una conexión existente por el host remoto|interrotta forzatamente dall.host remoto|cancelamento de uma conexão existente pelo host remoto|既存の接続はリモート ?ホストに強制的に切断|远程主机强迫关闭了一个现有的连接/i, shows: 'reset', misleads: 'The remote host need not be the one: a firewall on the way that reads the server name sends the reset in its name', source: 'https://learn.microsoft.com/azure/firewall/rule-processing' },
    { test: /(?:Verbindung mit dem Remoteserver kann nicht hergestellt werden|impossible de se connecter au serveur distant|no es posible conectar con el servidor remoto|impossibile effettuare la connessione al server remoto|impossível conectar-se ao servidor remoto|リモート ?サーバーに接続できません|无法连接到远程服务器)/i, shows: 'not connected', weight: 3 },
    { test: /SSL\/TLS(?:-Kanal| のセキュリティで保護されているチャネルに対する|\s?安全通道)[^\n]{0,20}(?:keine Vertrauensstellung|信頼関係|建立信任关系)|relation de confiance pour le canal sécurisé|relación de confianza para el canal seguro|relazione di trust per il canale sicuro|relação de confiança para o canal seguro/i, shows: 'untrusted', weight: 4 },
    { test: /(?:konnte kein geschützter SSL\/TLS-Kanal|créer un canal sécurisé SSL|crear un canal seguro SSL|creare un canale sicuro SSL|criar um canal seguro para SSL|SSL\/TLS のセキュリティで保護されているチャネルを作成できません|未能创建 SSL\/TLS 安全通道)/i, shows: 'TLS failed' },
    { test: /(?:Remoteserver hat einen Fehler zurückgegeben|serveur distant a retourné une erreur|servidor remoto devolvió un error|server remoto ha restituito un errore|servidor remoto retornou um erro|リモート ?サーバーがエラーを返しました|远程服务器返回错误)\W{1,4}\(?407/i, shows: 'proxy wants credentials' },
    { test: /(?:Remoteserver hat einen Fehler zurückgegeben|serveur distant a retourné une erreur|servidor remoto devolvió un error|server remoto ha restituito un errore|servidor remoto retornou um erro|リモート ?サーバーがエラーを返しました|远程服务器返回错误)\W{1,4}\(?403/i, shows: 'status 403' },
    { test: /(?:Timeout für Vorgang überschritten|Zeitlimit für den Vorgang wurde erreicht|délai d.attente (?:de l.opération|d'opération) a expiré|se excedió el tiempo de espera de la operación|timeout dell'operazione|tempo limite da operação|操作がタイムアウト|操作(?:已)?超时)/i, shows: 'any timeout' },
  ],
}
