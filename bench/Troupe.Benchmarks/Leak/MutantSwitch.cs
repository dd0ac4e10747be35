namespace Troupe.Benchmarks.Leak;

/// <summary>What the mutated server has beside its sources: the switch between its mutants, and the ways to mix tenants up.</summary>
internal static class MutantSwitch
{
    /// <summary>What the process says once it runs as a mutant; its name follows.</summary>
    public const string Answer = "Mutant: ";

    /// <summary>The source of the switch. A line of the standard input names the mutant that acts from then on; an empty one none.</summary>
    public const string Source = """
        using System.Runtime.CompilerServices;
        using Troupe.Server.Events;

        namespace Troupe.Server;

        internal static class Mutant
        {
            private static readonly Lock Gate = new();
            private static readonly SemaphoreSlim Reading = new(1, 1);
            private static readonly List<TenantId> Met = [];
            private static readonly Dictionary<(string Kind, string Id), List<TenantId>> Owners = [];
            private static readonly Dictionary<string, long> Positions = [];
            private static volatile string _active = "";

            #pragma warning disable CA2255
            [ModuleInitializer]
            #pragma warning restore CA2255
            internal static void Listen() => new Thread(() =>
            {
                while (Console.In.ReadLine() is { } name)
                {
                    lock (Gate)
                    {
                        Met.Clear();
                        _active = name;
                    }

                    Console.Out.WriteLine($"Mutant: {name}");
                }
            }) { IsBackground = true }.Start();

            public static bool Is(string name) => _active == name;

            // Whoever else came by last.
            public static TenantId Other(string name, TenantId own)
            {
                lock (Gate)
                {
                    if (_active != name || own == TenantId.Local)
                    {
                        return own;
                    }

                    var other = Met.FindLast(met => met != own);
                    Met.Remove(own);
                    Met.Add(own);
                    return other.Value is null ? own : other;
                }
            }

            // Whoever else has a thing of the id; the last one who made it.
            public static async ValueTask<TenantId> OwnerAsync(string name, IEventStore store, TenantId own, string kind, string id, CancellationToken cancellationToken)
            {
                if (_active != name)
                {
                    return own;
                }

                await Reading.WaitAsync(cancellationToken);
                try
                {
                    await foreach (var envelope in store.ReadAsync(new EventFilter(Kind: kind), Positions.GetValueOrDefault(kind), cancellationToken))
                    {
                        Positions[kind] = envelope.Position;
                        if (!Owners.TryGetValue((kind, envelope.Stream.Id), out var owners))
                        {
                            Owners[(kind, envelope.Stream.Id)] = owners = [];
                        }

                        if (!owners.Contains(envelope.Stream.Tenant))
                        {
                            owners.Add(envelope.Stream.Tenant);
                        }
                    }

                    var other = Owners.TryGetValue((kind, id), out var all) ? all.FindLast(owner => owner != own && owner != TenantId.Local) : default;
                    return other.Value is null ? own : other;
                }
                finally
                {
                    Reading.Release();
                }
            }
        }
        """;
}
