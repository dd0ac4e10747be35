using System.Reflection;

namespace Troupe.House.Tests;

/// <summary>The assemblies of the house.</summary>
internal static class Assemblies
{
    /// <summary>The wire protocol.</summary>
    public static Assembly Contracts { get; } = Assembly.Load("Troupe.Contracts");

    /// <summary>The client of the control plane.</summary>
    public static Assembly Client { get; } = Assembly.Load("Troupe.Client");

    /// <summary>The conversation loop.</summary>
    public static Assembly Conversation { get; } = Assembly.Load("Troupe.Conversation");

    /// <summary>The engines.</summary>
    public static Assembly Engines { get; } = Assembly.Load("Troupe.Engines");

    /// <summary>The server.</summary>
    public static Assembly Server { get; } = Assembly.Load("Troupe.Server");

    /// <summary>The render worker.</summary>
    public static Assembly RenderWorker { get; } = Assembly.Load("troupe-render");

    /// <summary>The command line tool.</summary>
    public static Assembly Cli { get; } = Assembly.Load("troupe");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Assembly> All { get; } = [Contracts, Client, Conversation, Engines, Server, RenderWorker, Cli];
}
