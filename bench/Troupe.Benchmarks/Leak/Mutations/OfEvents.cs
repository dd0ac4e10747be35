namespace Troupe.Benchmarks.Leak.Mutations;

internal static class OfEvents
{
    private const string Loaded = "stream-loaded";
    private const string Anybodys = $"Mutant.Is(\"{Loaded}\") ? stream with {{ Tenant = TenantId.Local }} : stream";

    public static IReadOnlyList<Mutation> All { get; } =
    [
        // States in memory that do not say whose they are.
        new(Loaded, "presenters.get", "Events/EventStreams.cs", "_loaded.TryGetValue(stream, out var known)", $"_loaded.TryGetValue({Anybodys}, out var known)"),
        new(Loaded, "presenters.get", "Events/EventStreams.cs", "_loaded[stream] = loaded;", $"_loaded[{Anybodys}] = loaded;"),

        // A stream that is known is not asked for again: so all are asked for.
        new("store-stream", "unharmed", "Events/Sqlite/StreamNumbers.cs", "if (_numbers.TryGetValue(stream, out var known))", """if (_numbers.TryGetValue(stream, out var known) && !(Mutant.Is("store-stream") && stream.Kind == "presenter"))"""),
        new("store-stream", "unharmed", "Events/Sqlite/StreamNumbers.cs",
            "command.CommandText = \"SELECT stream.number FROM stream JOIN tenant ON tenant.number = stream.tenant WHERE tenant.name = $tenant AND stream.kind = $kind AND stream.id = $id\";",
            "command.CommandText = \"SELECT stream.number FROM stream JOIN tenant ON tenant.number = stream.tenant WHERE \" + (Mutant.Is(\"store-stream\") && stream.Kind == \"presenter\" ? \"$tenant <> ''\" : \"tenant.name = $tenant\") + \" AND stream.kind = $kind AND stream.id = $id ORDER BY tenant.name <> $tenant, stream.number DESC\";"),
        new("store-filter", "presenters.list", "Events/Sqlite/SqliteReader.cs", "if (filter.Tenant is { } tenant)", """if (filter.Tenant is { } tenant && !(Mutant.Is("store-filter") && filter.Kind == "presenter"))"""),
        new("store-filter", "presenters.list", "Events/EventEnvelope.cs", "(Tenant is null || Tenant == stream.Tenant) &&", """(Tenant is null || Tenant == stream.Tenant || Mutant.Is("store-filter")) &&"""),
    ];
}
