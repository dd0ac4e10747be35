namespace Troupe.House.Tests.Rooms;

/// <summary>
/// Who may touch whom. A room is a folder, and so a namespace; its row names the rooms of the same assembly and the assemblies or
/// libraries outside that it may refer to. The root of an assembly joins its rooms and may touch all of them.
/// </summary>
internal static class RoomTable
{
    /// <summary>What is outside an assembly and still a matter of the table, by the beginning of the namespace.</summary>
    public static IReadOnlyList<(string Namespace, string Name)> Outside { get; } =
    [
        ("Troupe.Contracts", "Contracts"),
        ("Troupe.Client", "Client"),
        ("Troupe.Conversation", "Conversation"),
        ("Troupe.Engines", "Engines"),
        ("Troupe.Testing", "Testing"),
        ("Microsoft.Extensions.AI", "AI"),
    ];

    /// <summary>The rooms of the conversation: the stages in order, each on what comes before it; those that make facts make them as messages. What holds a conversation again is outside of it. A row may also name a single type of the root.</summary>
    public static IReadOnlyDictionary<string, string[]> Conversation { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Timing"] = ["Contracts"],
        ["Audio"] = ["Timing"],
        ["Hearing"] = ["Audio", "Timing", "EngineDescription", "EngineException"],
        ["Dialogue"] = ["Timing", "AI", "EngineException"],
        ["Speaking"] = ["Audio", "Timing", "Dialogue", "EngineDescription", "EngineException"],
        ["Acting"] = ["Timing", "Audio", "Speaking", "Dialogue"],
        ["Playout"] = ["Timing", "Audio", "Dialogue", "Speaking", "Acting", "Contracts"],
        ["Performances"] = ["Audio", "Dialogue", "Speaking", "Acting", "Contracts"],
        ["Turns"] = ["Timing", "Contracts"],
        ["Journal"] = ["Timing", "Contracts"],
        ["(root)"] = ["Timing", "Audio", "Hearing", "Dialogue", "Speaking", "Acting", "Playout", "Turns", "Journal", "Contracts", "AI"],
        ["Replay"] = ["(root)", "Timing", "Audio", "Hearing", "Dialogue", "Speaking", "Playout", "Journal", "Contracts", "AI"],
    };

    /// <summary>The engines: one room each, beside rooms that several share. None knows the server. Only the root joins them.</summary>
    public static IReadOnlyDictionary<string, string[]> Engines { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Native"] = ["Conversation"],
        ["Onnx"] = ["Native", "Conversation"],
        ["Silero"] = ["Onnx", "Native", "Conversation"],
        ["SmartTurn"] = ["Onnx", "Native", "Conversation"],
        ["PocketSphinx"] = ["Native", "Conversation"],
        ["Speaking"] = ["Conversation"],
        ["Flite"] = ["Speaking", "Conversation"],
        ["Hts"] = ["Flite", "Speaking", "Conversation"],
        ["Chat"] = ["Conversation", "AI"],
        ["Documents"] = ["Chat", "Native", "Conversation", "AI"],
        ["OpenAi"] = ["Chat", "Conversation", "AI"],
        ["Warming"] = ["Contracts", "Conversation", "AI"],
        ["Pronouncing"] = ["Flite", "Conversation"],
        ["(root)"] = ["Native", "Silero", "SmartTurn", "PocketSphinx", "Speaking", "Flite", "Hts", "Chat", "Documents", "OpenAi", "Warming", "Pronouncing", "Conversation", "AI"],
    };

    /// <summary>The rooms of the server. Only the root joins them and names engines.</summary>
    public static IReadOnlyDictionary<string, string[]> Server { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Events"] = ["Contracts", "OwnMistakes`1", "TenantId"],
        ["Audit"] = ["Events", "Admission", "Limits", "Contracts", "Problem", "Described", "TenantId"],
        ["Admission"] = ["Events", "Contracts", "Problem", "Described", "TenantId"],
        ["Limits"] = ["Admission", "Contracts", "Problem", "Described", "OwnMistakes`1", "TenantId"],
        ["Abuse"] = ["Admission", "Audit", "Events", "Contracts", "OwnMistakes`1", "TenantId"],
        ["Commands"] = ["Admission", "Audit", "Events", "Contracts", "Problem", "Described", "TenantId"],
        ["Policy"] = ["Admission", "Commands", "Limits", "Events", "Contracts", "Conversation", "Problem", "Described", "TenantId"],
        ["Push"] = ["Admission", "Limits", "Audit", "Events", "Contracts", "Problem", "Described", "TenantId"],
        ["Tenants"] = ["Admission", "Commands", "Limits", "Audit", "Events", "Contracts", "Problem", "Described", "TenantId"],
        ["Subjects"] = ["Admission", "Commands", "Limits", "Tenants", "Audit", "Events", "Contracts", "Problem", "Described", "TenantId"],
        ["Assets"] = ["Admission", "Commands", "Limits", "Policy", "Events", "Contracts", "Problem", "Described", "OwnMistakes`1", "TenantId"],
        ["Presenters"] = ["Admission", "Commands", "Limits", "Policy", "Assets", "Push", "Events", "Contracts", "Conversation", "Problem", "Described", "TenantId"],
        ["Delivery"] = ["Contracts", "Conversation"],
        ["Sessions"] = ["Admission", "Delivery", "Presenters", "Push", "Policy", "Limits", "Commands", "Audit", "Events", "Contracts", "Conversation", "AI", "Problem", "Described", "TenantId"],
        ["Preview"] = ["Admission", "Limits", "Sessions", "Contracts", "Conversation", "Problem", "Described"],
        ["Api"] = ["Admission", "Limits", "Contracts", "RefusalCodes"],
        ["Page"] = [],
        ["(root)"] = ["Api", "Events", "Audit", "Admission", "Limits", "Abuse", "Commands", "Policy", "Push", "Tenants", "Subjects", "Assets", "Presenters", "Delivery", "Sessions", "Preview", "Page", "Contracts", "Conversation", "Engines"],
    };

    /// <summary>The rooms of the command line tool: commands join the others.</summary>
    public static IReadOnlyDictionary<string, string[]> Cli { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Audit"] = ["Contracts"],
        ["Control"] = ["Client", "Contracts"],
        ["Doctor"] = ["Conversation", "Engines"],
        ["Generation"] = ["Contracts"],
        ["LipSync"] = ["Contracts", "Conversation", "Engines"],
        ["Talk"] = ["Contracts", "Conversation", "Testing"],
        ["Replay"] = ["Contracts", "Conversation", "Testing"],
        ["Rigs"] = ["Conversation"],
        ["Voices"] = ["LipSync", "Conversation", "Engines"],
        ["Commands"] = ["Audit", "Control", "Client", "Doctor", "Generation", "LipSync", "Rigs", "Talk", "Replay", "Voices", "Contracts", "Conversation", "Engines", "Testing"],
        ["(root)"] = ["Commands"],
    };

    /// <summary>The client of the control plane is one room: whoever uses it gets the contracts, and nothing of the server.</summary>
    public static IReadOnlyDictionary<string, string[]> Client { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["(root)"] = ["Contracts"],
    };

    /// <summary>The rooms of the render worker: of the conversation they know the poses of its actor, and of the root the refusal of bad input.</summary>
    public static IReadOnlyDictionary<string, string[]> RenderWorker { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Characters"] = ["Conversation", "InvalidInputException"],
        ["Drawing"] = ["Characters", "Conversation", "InvalidInputException"],
        ["(root)"] = ["Characters", "Drawing", "Contracts", "Conversation"],
    };
}
