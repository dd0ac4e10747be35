using System.CommandLine;
using System.CommandLine.Parsing;
using Troupe.Client;

namespace Troupe.Cli.Control;

/// <summary>Where and as whom a command asks a server, and how it prints what it is told.</summary>
internal sealed class ControlOptions
{
    /// <summary>Where <c>./dev run</c> listens.</summary>
    public const string DefaultServer = "http://127.0.0.1:5280";

    private readonly Option<string> _server = new("--server")
    {
        Description = $"Where the server is. Default: the environment variable TROUPE_SERVER, or {DefaultServer}.",
        HelpName = "URL",
        Recursive = true,
    };

    private readonly Option<string> _key = new("--key")
    {
        Description = "The API key or token. Default: the environment variable TROUPE_KEY, which other users of the machine cannot read as they can a command line.",
        HelpName = "KEY",
        Recursive = true,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print what the server answers, as JSON.", Recursive = true };

    private readonly Option<string> _why = new("--why") { Description = "Why a change is made, for the audit.", HelpName = "TEXT", Recursive = true };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_server, _key, _json, _why];

    /// <summary>Whether a server was named on the command line.</summary>
    public bool NamesServer(SymbolResult result) => result.GetResult(_server) is { Implicit: false };

    /// <summary>Whether the answer is printed as JSON.</summary>
    public bool IsJson(ParseResult arguments) => arguments.GetValue(_json);

    /// <summary>What is the same for all requests.</summary>
    public RequestOptions Request(ParseResult arguments) => new() { Why = arguments.GetValue(_why) };

    /// <summary>What is said of an address that is none.</summary>
    public static string NoServer(string given) => $"'{given}' is no address of a server; it is such as {DefaultServer} (--server or TROUPE_SERVER).";

    /// <summary>The address; null when what was given is none.</summary>
    public Uri? Server(ParseResult arguments, out string given)
    {
        given = arguments.GetValue(_server) ?? Named("TROUPE_SERVER") ?? DefaultServer;
        return Uri.TryCreate(given, UriKind.Absolute, out var server) && server.Scheme is "http" or "https" ? server : null;
    }

    /// <summary>The credential; null for none.</summary>
    public string? Key(ParseResult arguments) => arguments.GetValue(_key) ?? Named("TROUPE_KEY");

    private static string? Named(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
