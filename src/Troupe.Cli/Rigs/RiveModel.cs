namespace Troupe.Cli.Rigs;

/// <summary>What a Rive file offers: artboards with their state machines and inputs, and view models with their numbers.</summary>
/// <param name="Artboards">In the order of the file.</param>
/// <param name="ViewModels">In the order of the file.</param>
internal sealed record RiveModel(IReadOnlyList<RiveArtboard> Artboards, IReadOnlyList<RiveViewModel> ViewModels)
{
    // Type and property keys of rive-runtime's definitions (dev/defs).
    private const uint Artboard = 1;
    private const uint Backboard = 23;
    private const uint StateMachine = 53;
    private const uint Number = 56;
    private const uint Trigger = 58;
    private const uint Boolean = 59;
    private const uint ViewModelNumber = 431;
    private const uint ViewModel = 435;

    /// <summary>The version of the format that is read; another is fundamentally different by its own documentation.</summary>
    private const uint Version = 7;

    /// <summary>Whether bytes begin as a Rive file does.</summary>
    public static bool Is(ReadOnlySpan<byte> bytes) => bytes.StartsWith("RIVE"u8);

    /// <summary>Reads a file that <see cref="Is"/>.</summary>
    /// <exception cref="RigException">It is of another version, cut off or broken.</exception>
    public static RiveModel Read(ReadOnlySpan<byte> file)
    {
        var bytes = new RiveBytes(file);
        _ = bytes.Word("the fingerprint");
        var (major, minor) = (bytes.Number("the version"), bytes.Number("the version"));
        if (major != Version)
        {
            throw new RigException($"is a Rive file of version {major}.{minor}, and version {Version} is read: export it again from today's editor");
        }

        _ = bytes.Number("the file's id");
        var types = Types(ref bytes);
        var artboards = new List<RiveArtboard>();
        var viewModels = new List<RiveViewModel>();
        var first = true;
        while (!bytes.IsAtEnd)
        {
            var (type, name) = Next(ref bytes, types);
            if (first && type != Backboard)
            {
                throw new RigException($"is broken: its first object has type {type}, and a Rive file begins with a backboard ({Backboard})");
            }

            first = false;
            Add(type, name, artboards, viewModels);
        }

        return first ? throw new RigException("is cut off: it holds no objects") : new RiveModel(artboards, viewModels);
    }

    private static Dictionary<uint, int> Types(ref RiveBytes bytes)
    {
        var keys = new List<uint>();
        while (bytes.Number("the table of properties") is not 0 and var key)
        {
            keys.Add(key);
        }

        // Two bits for each property, four properties in each word.
        var types = new Dictionary<uint, int>();
        uint word = 0;
        for (var index = 0; index < keys.Count; index++)
        {
            word = index % 4 == 0 ? bytes.Word("the table of properties") : word >> 2;
            types[keys[index]] = (int)(word & 3);
        }

        return types;
    }

    private static (uint Type, string Name) Next(ref RiveBytes bytes, Dictionary<uint, int> types)
    {
        var began = bytes.Position;
        var type = bytes.Number("an object's type");
        var name = "";
        while (bytes.Number($"a property of the object at byte {began}") is not 0 and var key)
        {
            var what = $"property {key} of the object at byte {began}";
            if (!types.TryGetValue(key, out var kind))
            {
                throw new RigException($"is broken: {what} is not in the file's table of properties");
            }

            if (key == NameOf(type) && kind == 1)
            {
                name = bytes.Text(what);
            }
            else
            {
                bytes.Skip(kind, what);
            }
        }

        return (type, name);
    }

    // The property that holds an object's name: those of components, animations, parts of state machines, parts of view models.
    private static uint NameOf(uint type) => type switch
    {
        Artboard => 4,
        StateMachine => 55,
        Number or Trigger or Boolean => 138,
        ViewModel or ViewModelNumber => 557,
        _ => 0,
    };

    private static void Add(uint type, string name, List<RiveArtboard> artboards, List<RiveViewModel> viewModels)
    {
        switch (type)
        {
            case Artboard:
                artboards.Add(new RiveArtboard(name, []));
                break;
            case StateMachine when artboards is [.., var artboard]:
                artboard.StateMachines.Add(new RiveStateMachine(name, []));
                break;
            case Number or Trigger or Boolean when artboards is [.., { StateMachines: [.., var machine] }]:
                machine.Inputs.Add(new RiveInput(name, type switch { Number => RiveInputKind.Number, Trigger => RiveInputKind.Trigger, _ => RiveInputKind.Boolean }));
                break;
            case ViewModel:
                viewModels.Add(new RiveViewModel(name, []));
                break;
            case ViewModelNumber when viewModels is [.., var model]:
                model.Numbers.Add(name);
                break;
        }
    }
}

/// <summary>An artboard.</summary>
internal sealed record RiveArtboard(string Name, List<RiveStateMachine> StateMachines);

/// <summary>A state machine.</summary>
internal sealed record RiveStateMachine(string Name, List<RiveInput> Inputs);

/// <summary>An input of a state machine.</summary>
internal readonly record struct RiveInput(string Name, RiveInputKind Kind);

/// <summary>What an input takes.</summary>
internal enum RiveInputKind
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A moment.</summary>
    Trigger,
}

/// <summary>A view model and the numbers in it.</summary>
internal sealed record RiveViewModel(string Name, List<string> Numbers);
