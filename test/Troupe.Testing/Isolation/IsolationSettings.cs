namespace Troupe.Testing.Isolation;

/// <summary>Settings under which a server is attacked: nothing but isolation may refuse a request.</summary>
public static class IsolationSettings
{
    /// <summary>A credential with <c>platform:admin</c>; without it, a place at the machine is none.</summary>
    public const string OperatorKey = "operator-of-the-isolation-matrix";

    /// <summary>A tier whose budgets can be used up.</summary>
    public const string SmallTier = "small";

    /// <summary>The same, with talk that sessions use up to the last second.</summary>
    public const string EvenTier = "even";

    /// <summary>Makes a folder for a server's log, in memory where the system has such a place: how soon a disk is done is not the question.</summary>
    public static string CreateFolder()
    {
        const string InMemory = "/dev/shm";
        return Directory.Exists(InMemory)
            ? Directory.CreateDirectory(Path.Combine(InMemory, $"troupe-isolation-{Guid.NewGuid():n}")).FullName
            : Directory.CreateTempSubdirectory("troupe-isolation-").FullName;
    }

    /// <summary>The settings.</summary>
    /// <param name="folder">Where the server keeps its log and everything else.</param>
    public static string[] For(string folder) =>
    [
        "--Urls=http://127.0.0.1:0", "--Troupe:Page:Folder=/nowhere",
        "--Troupe:Admission:RequireKey=true", $"--Troupe:Admission:DevelopmentKey={OperatorKey}",
        "--Troupe:Events:Store=Sqlite", $"--Troupe:Events:Folder={Path.Combine(folder, "events")}", $"--Troupe:Protection:Folder={Path.Combine(folder, "keys")}", $"--Troupe:Audit:Folder={Path.Combine(folder, "audit")}",
        $"--Troupe:Journal:Folder={Path.Combine(folder, "recordings")}",
        "--Troupe:Sessions:MaxSessions=100000", "--Troupe:Sessions:TicketLifetime=00:10:00", "--Troupe:Delivery:MaxSockets=1000", "--Troupe:Sessions:HandshakeTimeout=00:01:00", "--Troupe:Conversation:IdleTimeout=02:00:00",
        "--Troupe:Limits:Tiers:standard:Scale=1000000", "--Troupe:Limits:Tiers:plus:Scale=1000000", "--Troupe:Limits:Capacity=1000000", "--Troupe:Limits:Address:PerMinute=1000000", "--Troupe:Limits:Address:Burst=1000000",
        $"--Troupe:Limits:Tiers:{SmallTier}:LoadFloor=1", $"--Troupe:Limits:Tiers:{SmallTier}:Talk:Burst=400", $"--Troupe:Limits:Tiers:{SmallTier}:Preview:Burst=4", $"--Troupe:Limits:Tiers:{SmallTier}:Preview:PerMinute=0.1",
        $"--Troupe:Limits:Tiers:{EvenTier}:LoadFloor=1", $"--Troupe:Limits:Tiers:{EvenTier}:Talk:Burst=360", $"--Troupe:Limits:Tiers:{EvenTier}:Talk:PerMinute=1",
        $"--Troupe:Limits:Tiers:{SmallTier}:Upload:Burst=40", $"--Troupe:Limits:Tiers:{SmallTier}:Upload:PerMinute=0.1", $"--Troupe:Assets:Limits:SvgBytes={4 * 1024 * 1024}",
        $"--Troupe:Limits:Tiers:{SmallTier}:Talk:PerMinute=1", $"--Troupe:Limits:Tiers:{SmallTier}:Export:PerMinute=0.1",
        "--Troupe:Tokens:IssuerNetworks:0=127.0.0.0/8",
        "--Troupe:Abuse:BurstFactor=1000", "--Troupe:Abuse:BurstFloor=100000", "--Troupe:Abuse:ScrapeFloor=3000",
        "--Troupe:Engines:Voice=none", "--Troupe:Engines:BackupVoice=none", "--Troupe:Engines:Recognizer=None",
    ];
}
