using System.CommandLine;
using Troupe.Cli.Generation;

namespace Troupe.Cli.Commands;

/// <summary><c>troupe protocol</c>: writes the schema, the error codes and the TypeScript types of the wire protocol, and the operations of the control clients.</summary>
internal sealed class ProtocolCommand : ExampledCommand
{
    private readonly Option<DirectoryInfo> _root = new Option<DirectoryInfo>("--root")
    {
        Description = "The checkout to write into.",
        DefaultValueFactory = _ => new DirectoryInfo("."),
    }.AcceptExistingOnly();

    private readonly Option<bool> _check = new("--check") { Description = "Write nothing; fail when a file is not as it would be written." };

    public ProtocolCommand()
        : base("protocol", "Generate the protocol's schema, error codes and TypeScript types from the C# records, and the control clients from protocol/openapi.json.", "troupe protocol --check")
    {
        Add(_root);
        Add(_check);
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        var root = arguments.GetRequiredValue(_root).FullName;
        IReadOnlyList<string> stale;
        try
        {
            stale = ProtocolFiles.Stale(root);
        }
        catch (InvalidDataException unfit)
        {
            Console.Error.WriteLine($"protocol/openapi.json: {unfit.Message}");
            return 1;
        }

        if (arguments.GetValue(_check))
        {
            foreach (var path in stale)
            {
                Console.Error.WriteLine($"{path} is not what the records say; run ./dev protocol");
            }

            return stale.Count == 0 ? 0 : 1;
        }

        var files = ProtocolFiles.Make(root);
        foreach (var path in stale)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!);
            File.WriteAllText(Path.Combine(root, path), files[path]);
            Console.WriteLine($"wrote {path}");
        }

        return 0;
    }
}
