/**
 * What columns are called in Italian, Polish, Dutch, Portuguese, Russian, Chinese and Japanese, and what Spanish, French
 * and German have beside the common names. Written as people do; accents and case do not count.
 */
import type { InventoryMeaning } from '../../domain/sensors/inventory-meanings';

export const NAMES_IN_LANGUAGES: Readonly<Partial<Record<InventoryMeaning, string>>> = {
  sensor:
    'prodotto|strumento|soluzione|sensore|strumenti|prodotti|narzędzie|rozwiązanie|czujnik|sensory|hulpmiddel|oplossing|' +
    'beveiligingsproduct|produto|ferramenta|solução|ferramentas|produtos|продукт|средство|средство защиты|инструмент|' +
    'решение|сенсор|датчик|агент|продукты|产品|产品名称|工具|传感器|安全产品|解决方案|製品|製品名|ツール|センサー|' +
    'solución|sonde|lösung|sicherheitsprodukt|schutzprodukt',
  vendor:
    'fornitore|produttore|producent|dostawca|leverancier|fabrikant|fornecedor|производитель|вендор|поставщик|' +
    '厂商|供应商|制造商|ベンダー|メーカー',
  version: 'versione|wersja|versie|versão|версия|版本|バージョン|version installée',
  group:
    'gruppo|gruppo di sistemi|gruppi di sistemi|gruppo di host|gruppo sistemi|gruppo host|ambito|perimetro|' +
    'grupa|grupa systemów|grupa hostów|zakres|systeemgroep|groep|hostgroep|groep systemen|' +
    'grupo de hosts|grupo de equipamentos|grupo de máquinas|escopo|группа|группа систем|группа хостов|группа узлов|' +
    'группа устройств|область|系统组|主机组|资产组|设备组|分组|システムグループ|グループ|资产组名称|' +
    'grupo de equipos|grupo de activos|parc|groupe de machines|groupe de postes|groupe d’hôtes|groupe d’actifs|' +
    'hostgruppe|gerätegruppe|rechnergruppe|assetgruppe',
  platform:
    'sistema operativo / os|s.o.|piattaforma|system operacyjny|platforma|besturingssysteem|besturings systeem|' +
    'sistema operacional|ос|операционная система|платформа|操作系统|系统平台|平台|オペレーティングシステム|プラットフォーム|' +
    'système d’exploitation (os)|système d exploitation',
  hosts:
    'numero host|numero di host|n host|nr host|numero dispositivi|numero di dispositivi|numero postazioni|' +
    'numero di sistemi|numero macchine|quantità|liczba hostów|liczba urządzeń|liczba stacji|liczba systemów|liczba|' +
    'ilość|ilość hostów|aantal|aantal hosts|aantal systemen|aantal apparaten|aantal werkplekken|' +
    'número de hosts|quantidade|quantidade de hosts|quantidade de equipamentos|número de equipamentos|nº de hosts|' +
    'количество|количество хостов|количество узлов|количество устройств|число хостов|число устройств|хосты|кол-во|' +
    'кол-во хостов|кол-во устройств|主机数|主机数量|设备数|设备数量|终端数|数量|台数|ホスト数|端末数|' +
    'número de equipos|número de dispositivos|cantidad|cantidad de equipos|nombre de machines|nombre de serveurs|' +
    'nombre d’équipements|effectif|gerätezahl|hostanzahl|anzahl rechner|anzahl clients|anzahl endgeräte',
  host:
    'nome host|nome del computer|nome computer|nazwa hosta|nazwa komputera|hostnaam|computernaam|nome do host|' +
    'nome do computador|имя хоста|имя узла|имя компьютера|主机名|主机名称|计算机名|ホスト名|コンピューター名|' +
    'nombre del equipo|nombre de host|nom de machine|nom du poste',
  site:
    'località|lokalizacja|siedziba|vestiging|locatie|localização|local|unidade|площадка|местоположение|местонахождение|филиал|' +
    '地点|站点|位置|所在地|拠点|場所|localidad|liegenschaft',
  criticality:
    'criticità|peso del gruppo|krytyczność|waga|kriticiteit|criticidade|критичность|важность|重要性|关键性|重要度',
  roles: 'ruoli|ruolo|role hosta|rol|rollen van hosts|funções|роль|роли|角色|役割',
  share:
    'copertura|copertura %|percentuale|quota|pokrycie|pokrycie %|procent|odsetek|dekking|dekkingsgraad|percentage uitgerold|' +
    'taxa de cobertura|percentual|porcentagem|покрытие|охват|доля|процент|процент покрытия|覆盖率|覆盖|部署率|カバー率|' +
    'カバレッジ|導入率|cobertura %|% cobertura|% copertura|taux de déploiement|% couverture|couverture %|' +
    'abdeckungsgrad|verbreitung|ausrollgrad',
  status:
    'stato|stato di distribuzione|stan|stan wdrożenia|status wdrożenia|toestand|situação|статус|состояние|статус внедрения|' +
    '状态|部署状态|状態|ステータス|statut de déploiement|déployé|déployée|installé|installée|en place|en service|' +
    'desplegado|implementado|instalado|distribuito|installato|in uso|wdrożony|wdrożone|zainstalowany|zainstalowane|' +
    'uitgerold|geïnstalleerd|in gebruik|implantado|em uso|развернут|развернуто|установлен|установлено|внедрен|внедрено|' +
    '已部署|是否部署|是否安装|已安装|導入済み|installiert|ausgerollt|im einsatz|vorhanden|installed|is deployed|deployed?',
  cost:
    'costo annuo|costo annuale|prezzo|koszt|koszt roczny|cena|kosten per jaar|prijs|custo|custo anual|preço|' +
    'стоимость|цена|затраты|стоимость в год|成本|费用|年费|价格|年度成本|コスト|費用|coste anual|coste anual|precio anual|jahreskosten',
  currency: 'valuta|waluta|moeda|валюта|货币|币种|通貨',
  owner:
    'proprietario|responsabile|referente|właściciel|odpowiedzialny|zespół|eigenaar|verantwoordelijke|proprietário|responsável|equipe|' +
    'владелец|ответственный|команда|负责人|责任人|所有者|担当者|担当|équipe|ansprechpartner|eigentümer|equipo responsable',
  logDestination:
    'destinazione dei log|destinazione log|miejsce docelowe logów|cel logów|logbestemming|destino dos logs|' +
    'назначение журналов|куда отправляются логи|приёмник логов|日志目标|日志去向|ログ送信先',
  retentionDays:
    'conservazione|periodo di conservazione|giorni di conservazione|retencja|okres retencji|przechowywanie|bewaartermijn|' +
    'bewaarperiode|retenção|период хранения|срок хранения|хранение|хранение (дней)|保留期|保留天数|保留时间|保存期間|' +
    'durée de rétention|tiempo de retención|speicherdauer|vorhaltezeit',
  since:
    'dal|data di inizio|data di installazione|in servizio dal|od|data wdrożenia|data instalacji|sinds|startdatum|' +
    'installatiedatum|data de início|data de instalação|с|с даты|дата установки|дата внедрения|дата начала|' +
    '安装日期|部署日期|开始日期|启用日期|導入日|開始日|date de mise en service|date de déploiement|fecha de alta|' +
    'fecha de instalación|fecha de inicio|installationsdatum|in betrieb seit',
  until:
    'scadenza|data di fine|fino al|koniec|data zakończenia|einddatum|tot|data de término|дата окончания|до даты|' +
    'срок действия|结束日期|到期日|到期日期|終了日|date de fin|fecha de fin|fecha de baja|vertragsende',
  notes:
    'note aggiuntive|osservazioni|commenti|uwagi|notatki|komentarz|komentarze|opmerkingen|opmerking|notities|observações|' +
    'comentários|примечание|примечания|комментарий|комментарии|заметки|备注|说明|注释|備考|コメント|anmerkung|anmerkungen',
};
