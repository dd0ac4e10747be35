extern alias server;

using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using server::Troupe.Server.Events;
using server::Troupe.Server.Events.Protection;
using server::Troupe.Server.Sessions;
using Troupe.Benchmarks.Harness;
using Troupe.Conversation;
using Troupe.Testing;

namespace Troupe.Benchmarks.Identity;

/// <summary>The real server in this process, on loopback, with conversations that the benchmark plays.</summary>
internal static class IdentityServer
{
    // Nodes of a cluster share their key store.
    private static readonly ConditionalWeakTable<IEventStore, Keyring> Keyrings = [];

    /// <summary>Starts one.</summary>
    /// <param name="store">Its store; servers of one store are nodes of a cluster.</param>
    /// <param name="converse">Holds its conversations.</param>
    /// <param name="settings">Settings as <c>--Name=value</c>.</param>
    public static Task<LoopbackServer> StartAsync(IEventStore store, Converse converse, params string[] settings) =>
        LoopbackServer.StartAsync(settings, new ConversationEngines { Writer = new ScriptedWriter(TimeProvider.System, "Yes.") }, builder =>
        {
            builder.Services.AddSingleton(store);
            builder.Services.AddSingleton(Keyrings.GetValue(store, _ => Keyring.InMemory()));
            builder.Services.AddSingleton(converse);
        });
}
